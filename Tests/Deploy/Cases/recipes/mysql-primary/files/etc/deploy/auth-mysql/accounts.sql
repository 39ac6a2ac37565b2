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
-- Who refers to it no more, or from there no more, signs in no more. What a person made stays.
SET SESSION group_concat_max_len = 1048576;
SELECT CONCAT('DROP USER ', GROUP_CONCAT(QUOTE(user), '@', QUOTE(host))) INTO @gone FROM information_schema.user_attributes
  WHERE attribute->>'$.by' = 'deploy' AND (user, host) NOT IN (('auth', '10.0.0.5'), ('auth', '10.0.0.6'), ('audit', '10.0.0.5'), ('replication', '10.0.0.5'), ('replication', '10.0.0.6'), ('replication', '10.0.0.7'));
SET @gone = IFNULL(@gone, 'DO 0');
PREPARE leaving FROM @gone;
EXECUTE leaving;
