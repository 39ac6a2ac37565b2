-- Runs on the primary when it is writable; replicas get it by replication.
CREATE USER IF NOT EXISTS replication@'10.0.0.5' IDENTIFIED BY '***' REQUIRE SSL ATTRIBUTE '{"by": "deploy"}';
ALTER USER replication@'10.0.0.5' IDENTIFIED BY '***' REQUIRE SSL ATTRIBUTE '{"by": "deploy"}';
GRANT REPLICATION SLAVE, BACKUP_ADMIN, CLONE_ADMIN ON *.* TO replication@'10.0.0.5';
CREATE USER IF NOT EXISTS replication@'10.0.0.6' IDENTIFIED BY '***' REQUIRE SSL ATTRIBUTE '{"by": "deploy"}';
ALTER USER replication@'10.0.0.6' IDENTIFIED BY '***' REQUIRE SSL ATTRIBUTE '{"by": "deploy"}';
GRANT REPLICATION SLAVE, BACKUP_ADMIN, CLONE_ADMIN ON *.* TO replication@'10.0.0.6';
CREATE USER IF NOT EXISTS replication@'10.0.0.7' IDENTIFIED BY '***' REQUIRE SSL ATTRIBUTE '{"by": "deploy"}';
ALTER USER replication@'10.0.0.7' IDENTIFIED BY '***' REQUIRE SSL ATTRIBUTE '{"by": "deploy"}';
GRANT REPLICATION SLAVE, BACKUP_ADMIN, CLONE_ADMIN ON *.* TO replication@'10.0.0.7';
CREATE DATABASE IF NOT EXISTS `auth`;
-- One account per service that refers to the server, from the hosts that the service is on. In a GRANT, _ in a name is a wildcard.
CREATE USER IF NOT EXISTS 'auth'@'10.0.0.5' IDENTIFIED BY '***' REQUIRE SSL WITH MAX_USER_CONNECTIONS 200 ATTRIBUTE '{"by": "deploy"}';
ALTER USER 'auth'@'10.0.0.5' IDENTIFIED BY '***' REQUIRE SSL WITH MAX_USER_CONNECTIONS 200 ATTRIBUTE '{"by": "deploy"}';
GRANT ALL ON `auth`.* TO 'auth'@'10.0.0.5';
CREATE USER IF NOT EXISTS 'auth'@'10.0.0.6' IDENTIFIED BY '***' REQUIRE SSL WITH MAX_USER_CONNECTIONS 200 ATTRIBUTE '{"by": "deploy"}';
ALTER USER 'auth'@'10.0.0.6' IDENTIFIED BY '***' REQUIRE SSL WITH MAX_USER_CONNECTIONS 200 ATTRIBUTE '{"by": "deploy"}';
GRANT ALL ON `auth`.* TO 'auth'@'10.0.0.6';
CREATE USER IF NOT EXISTS 'audit'@'10.0.0.5' IDENTIFIED BY '***' REQUIRE SSL WITH MAX_USER_CONNECTIONS 200 ATTRIBUTE '{"by": "deploy"}';
ALTER USER 'audit'@'10.0.0.5' IDENTIFIED BY '***' REQUIRE SSL WITH MAX_USER_CONNECTIONS 200 ATTRIBUTE '{"by": "deploy"}';
-- Who refers to it no more, or from there no more, signs in no more.
SELECT CONCAT('DROP USER ', QUOTE(user), '@', QUOTE(host), ';') FROM information_schema.user_attributes
  WHERE attribute->>'$.by' = 'deploy' AND (user, host) NOT IN (('auth', '10.0.0.5'), ('auth', '10.0.0.6'), ('audit', '10.0.0.5'), ('replication', '10.0.0.5'), ('replication', '10.0.0.6'), ('replication', '10.0.0.7'));
-- Who refers to one of its databases no more has no right to it any more.
SELECT CONCAT('REVOKE ALL ON `', REPLACE(db, '`', '``'), '`.* FROM ', QUOTE(user), '@', QUOTE(host), ';')
  FROM mysql.db JOIN information_schema.user_attributes USING (user, host)
  WHERE attribute->>'$.by' = 'deploy' AND (user, host) IN (('auth', '10.0.0.5'), ('auth', '10.0.0.6'), ('audit', '10.0.0.5'), ('replication', '10.0.0.5'), ('replication', '10.0.0.6'), ('replication', '10.0.0.7'))
  AND (user, host, db) NOT IN (('', '', ''), ('auth', '10.0.0.5', 'auth'), ('auth', '10.0.0.6', 'auth'));
