#!/bin/sh
# Turns the root tree $1 of Debian packages into the image's: account, paths and entrypoint of the official image, and a
# data directory initialised ahead, which a new container copies instead of making its own.
set -eu
root=$1
recipe=$(dirname "$0")

# The ids of the official image, so that a volume can move between the two.
echo 'mysql:x:999:' >>"$root/etc/group"
echo 'mysql:x:999:999::/var/lib/mysql:/usr/sbin/nologin' >>"$root/etc/passwd"

install -D -m 0644 "$recipe/my.cnf" "$root/etc/mysql/my.cnf"
install -D -m 0755 "$recipe/entrypoint.sh" "$root/usr/local/bin/docker-entrypoint.sh"
install -d -m 0755 "$root/etc/mysql/conf.d" "$root/docker-entrypoint-initdb.d"
install -d -o 999 -g 999 -m 0750 "$root/var/lib/mysql" "$root/var/lib/mysql-files"

template=/usr/share/mysql/initialised
chroot "$root" mysqld --initialize-insecure --user=mysql --datadir="$template"
cd "$root$template"
# Keys and the server's id must not be shared by all containers: mysqld makes what is missing when it starts.
rm -f -- *.pem auto.cnf
# The entrypoint renames it back when all else is copied, so that a directory "mysql" means a whole copy.
mv mysql mysql.new
# The entrypoint removes it when accounts and databases are made.
install -o 999 -g 999 -m 0640 /dev/null .first-start
