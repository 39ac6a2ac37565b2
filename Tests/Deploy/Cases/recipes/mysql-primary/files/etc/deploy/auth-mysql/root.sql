-- Runs once, in mysqld --initialize. No password exists: root of the host is root of the server, through the socket.
INSTALL PLUGIN auth_socket SONAME 'auth_socket.so';
ALTER USER root@localhost IDENTIFIED WITH auth_socket;
CREATE USER health@localhost IDENTIFIED WITH auth_socket AS 'deploy_health';
GRANT REPLICATION CLIENT ON *.* TO health@localhost;
