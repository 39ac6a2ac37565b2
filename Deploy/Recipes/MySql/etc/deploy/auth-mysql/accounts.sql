-- Runs on the primary at each deploy, as root through the socket, when it is writable; replicas get it by replication.
CREATE USER IF NOT EXISTS replication@'10.0.0.6' IDENTIFIED BY 'replication-password' REQUIRE SSL;
ALTER USER replication@'10.0.0.6' IDENTIFIED BY 'replication-password' REQUIRE SSL;
GRANT REPLICATION SLAVE, BACKUP_ADMIN, CLONE_ADMIN ON *.* TO replication@'10.0.0.6';

CREATE DATABASE IF NOT EXISTS auth;
-- One account per service that refers to the server, from the hosts that the service is on. In a GRANT, _ in a name is a wildcard.
CREATE USER IF NOT EXISTS auth@'10.0.0.5' IDENTIFIED BY 'auth-password' REQUIRE SSL WITH MAX_USER_CONNECTIONS 200;
ALTER USER auth@'10.0.0.5' IDENTIFIED BY 'auth-password';
GRANT ALL ON `auth`.* TO auth@'10.0.0.5';
CREATE USER IF NOT EXISTS auth@'10.0.0.6' IDENTIFIED BY 'auth-password' REQUIRE SSL WITH MAX_USER_CONNECTIONS 200;
ALTER USER auth@'10.0.0.6' IDENTIFIED BY 'auth-password';
GRANT ALL ON `auth`.* TO auth@'10.0.0.6';
