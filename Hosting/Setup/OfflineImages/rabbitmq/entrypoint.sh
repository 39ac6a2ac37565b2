#!/bin/bash
# What the official rabbitmq image's entrypoint does. The variables that its documentation names (RABBITMQ_DEFAULT_USER,
# RABBITMQ_DEFAULT_PASS, RABBITMQ_NODENAME and so on) are read by the server itself.
set -euo pipefail

die() { printf '%s [ERROR] [Entrypoint]: %s\n' "$(date --iso-8601=seconds)" "$1" >&2; exit 1; }

if [[ ${1:-} != rabbitmq-server ]]; then exec "$@"; fi

if [[ $(id -u) == 0 ]]; then
  find /var/lib/rabbitmq ! -user rabbitmq -exec chown rabbitmq:rabbitmq {} +
  exec setpriv --reuid=rabbitmq --regid=rabbitmq --init-groups -- "$0" "$@"
fi

for variable in RABBITMQ_{DEFAULT_{USER,PASS}_FILE,MANAGEMENT_SSL_{CACERTFILE,CERTFILE,KEYFILE},SSL_{CACERTFILE,CERTFILE,KEYFILE},VM_MEMORY_HIGH_WATERMARK}; do
  [[ -z ${!variable:-} ]] || die "$variable is set but deprecated: use a configuration file in /etc/rabbitmq/conf.d"
done

# A node in a domain needs its long name.
if [[ -z ${RABBITMQ_USE_LONGNAME:-} && $(hostname) != "$(hostname -s)" ]]; then export RABBITMQ_USE_LONGNAME=true; fi

shift
# Not /usr/sbin/rabbitmq-server, Debian's wrapper, which keeps what is printed in a file.
exec /usr/lib/rabbitmq/bin/rabbitmq-server "$@"
