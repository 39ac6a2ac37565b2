#!/bin/sh
# Turns the root tree $1 of Debian packages into the image's: account, paths, plugins and entrypoint of the official image.
set -eu
root=$1
recipe=$(dirname "$0")

# The ids of the official image, so that a volume can move between the two. Whose the group's is here gets another.
if other=$(chroot "$root" getent group 999); then chroot "$root" groupmod --gid 899 "${other%%:*}"; fi
chroot "$root" groupmod --gid 999 rabbitmq
chroot "$root" usermod --uid 999 rabbitmq

install -D -m 0644 "$recipe/10-defaults.conf" "$root/etc/rabbitmq/conf.d/10-defaults.conf"
install -D -m 0755 "$recipe/entrypoint.sh" "$root/usr/local/bin/docker-entrypoint.sh"
case $TAG in
  *-management) plugins=rabbitmq_management,rabbitmq_prometheus ;;
  *) plugins=rabbitmq_prometheus ;;
esac
echo "[$plugins]." >"$root/etc/rabbitmq/enabled_plugins"
chroot "$root" chown -R rabbitmq:rabbitmq /etc/rabbitmq /var/lib/rabbitmq /var/log/rabbitmq

# The secret of a cluster must not be shared by all containers: the server makes one when it first starts.
rm -f "$root/var/lib/rabbitmq/.erlang.cookie"
