-- A server that is written to follows nobody: this fails there (more than one row), and what is below is not done.
SELECT (SELECT 1 UNION SELECT 2 WHERE NOT @@GLOBAL.super_read_only) AS read_only;
STOP REPLICA;
CHANGE REPLICATION SOURCE TO
  SOURCE_HOST = '10.0.0.6', SOURCE_PORT = 3307,
  SOURCE_USER = 'replication', SOURCE_PASSWORD = '***',
  SOURCE_SSL = 1, SOURCE_AUTO_POSITION = 1,
  SOURCE_CONNECT_RETRY = 2, SOURCE_RETRY_COUNT = 0, SOURCE_HEARTBEAT_PERIOD = 1;
START REPLICA;
