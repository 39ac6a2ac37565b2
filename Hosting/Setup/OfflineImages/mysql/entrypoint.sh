#!/bin/bash
# What the official mysql image's entrypoint does, for the variables and paths that its documentation names. It is faster:
# the data directory is copied from one initialised ahead (see customize.sh), and without scripts to run, mysqld makes
# the accounts while it starts for good (--init-file), not in a start of its own.
set -euo pipefail
shopt -s nullglob

data=/var/lib/mysql
sockets=/run/mysqld
unfinished=$data/.first-start
scripts=(/docker-entrypoint-initdb.d/*)

say() { printf '%s [%s] [Entrypoint]: %s\n' "$(date --iso-8601=seconds)" "$1" "$2" >&2; }
die() { say ERROR "$1"; exit 1; }

# Reads the file that $1_FILE names into $1.
from_file() {
  local file="$1_FILE"
  [[ -n ${!file:-} ]] || return 0
  [[ -z ${!1:-} ]] || die "Both $1 and $file are set (but are exclusive)"
  printf -v "$1" '%s' "$(<"${!file}")"
}

check_options() {
  [[ -n ${MYSQL_ROOT_PASSWORD:-}${MYSQL_ALLOW_EMPTY_PASSWORD:-}${MYSQL_RANDOM_ROOT_PASSWORD:-} ]] ||
    die 'Database is uninitialized and password option is not specified
    You need to specify one of the following as an environment variable:
    - MYSQL_ROOT_PASSWORD
    - MYSQL_ALLOW_EMPTY_PASSWORD
    - MYSQL_RANDOM_ROOT_PASSWORD'
  [[ ${MYSQL_USER:-} != root ]] ||
    die 'MYSQL_USER="root", MYSQL_USER and MYSQL_PASSWORD are for configuring a regular user and cannot be used for the root user'
  [[ -z ${MYSQL_USER:-} || -n ${MYSQL_PASSWORD:-} ]] ||
    say Warning 'MYSQL_USER specified, but missing MYSQL_PASSWORD; MYSQL_USER will not be created'
  [[ -z ${MYSQL_RANDOM_ROOT_PASSWORD:-} ]] || {
    MYSQL_ROOT_PASSWORD=$(head -c 24 /dev/urandom | base64)
    say Note "GENERATED ROOT PASSWORD: $MYSQL_ROOT_PASSWORD"
  }
}

literal() { local text=${1//\\/\\\\}; printf "'%s'" "${text//\'/\'\'}"; }
name() { printf '`%s`' "${1//\`/\`\`}"; }

# Each may run twice: a container killed during its first start begins it anew.
account() { printf '%s\n' "CREATE USER IF NOT EXISTS $1;" "ALTER USER $1 IDENTIFIED BY $(literal "$2");"; }

statements() {
  local host user
  for host in localhost "${MYSQL_ROOT_HOST-%}"; do
    [[ -n $host ]] || continue
    user="'root'@$(literal "$host")"
    echo 'SET SESSION sql_log_bin = 0;'
    account "$user" "${MYSQL_ROOT_PASSWORD:-}"
    echo "GRANT ALL ON *.* TO $user WITH GRANT OPTION;"
    if [[ -n ${MYSQL_ONETIME_PASSWORD:-} ]]; then echo "ALTER USER $user PASSWORD EXPIRE;"; fi
  done
  echo 'SET SESSION sql_log_bin = 1;'
  if [[ -n ${MYSQL_DATABASE:-} ]]; then echo "CREATE DATABASE IF NOT EXISTS $(name "$MYSQL_DATABASE");"; fi
  if [[ -n ${MYSQL_USER:-} && -n ${MYSQL_PASSWORD:-} ]]; then
    user="$(literal "$MYSQL_USER")@'%'"
    account "$user" "$MYSQL_PASSWORD"
    # In a GRANT, _ in the name of a database is a wildcard.
    if [[ -n ${MYSQL_DATABASE:-} ]]; then echo "GRANT ALL ON $(name "${MYSQL_DATABASE//_/\\_}").* TO $user;"; fi
  fi
}

client() {
  MYSQL_PWD=${MYSQL_ROOT_PASSWORD:-} mysql --no-defaults --protocol=socket --socket="$sockets/scripts.sock" \
    --user=root --comments ${MYSQL_DATABASE:+--database="$MYSQL_DATABASE"} "$@"
}

# With a server that only they can reach.
run_scripts() {
  "$@" --skip-networking --mysqlx=OFF --socket="$sockets/scripts.sock" &
  local server=$! file
  until client --execute='DO 0' 2>/dev/null; do
    kill -0 "$server" 2>/dev/null || die 'mysqld ended during its first start: see above'
    sleep 0.05
  done
  for file in "${scripts[@]}"; do
    say Note "running $file"
    case $file in
      *.sh) if [[ -x $file ]]; then "$file"; else . "$file"; fi ;;
      *.sql) client <"$file" ;;
      *.sql.gz) gunzip -c "$file" | client ;;
      *) say Warning "ignoring $file" ;;
    esac
  done
  kill "$server"
  wait "$server"
}

if [[ ${1:-} == -* ]]; then set -- mysqld "$@"; fi
if [[ ${1:-} != mysqld ]]; then exec "$@"; fi

if [[ $(id -u) == 0 ]]; then
  mkdir -p "$sockets"
  chown -R mysql:mysql "$data" "$sockets"
  exec setpriv --reuid=mysql --regid=mysql --init-groups -- "$0" "$@"
fi

if [[ ! -d $data/mysql ]]; then
  cp -a /usr/share/mysql/initialised/. "$data"
  mv "$data/mysql.new" "$data/mysql"
fi
if [[ ! -e $unfinished ]]; then exec "$@"; fi

for option in MYSQL_{ROOT_PASSWORD,ROOT_HOST,DATABASE,USER,PASSWORD}; do from_file "$option"; done
check_options
# On a descriptor, because a file with passwords would stay.
exec 9<<<"$(statements)"
if [[ ${#scripts[@]} != 0 ]]; then
  run_scripts "$@" --init-file=/dev/fd/9
  rm "$unfinished"
  exec "$@" 9<&-
fi
# mysqld answers when the statements are through, and not at all if one failed.
finish() {
  until mysqladmin --no-defaults --socket="$sockets/mysqld.sock" --silent ping; do sleep 0.1; done
  rm "$unfinished"
}
# Inner and outer subshell: the waiting process becomes tini's child, because mysqld would not reap it.
(finish 9<&- &>/dev/null &)
exec "$@" --init-file=/dev/fd/9
