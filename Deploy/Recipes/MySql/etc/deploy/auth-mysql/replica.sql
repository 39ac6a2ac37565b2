-- Makes a server a replica of the primary. mysqld keeps this over restarts, and stays super_read_only.
CHANGE REPLICATION SOURCE TO
  SOURCE_HOST = '10.0.0.5', SOURCE_PORT = 3306,
  SOURCE_USER = 'replication', SOURCE_PASSWORD = 'replication-password',
  SOURCE_SSL = 1, SOURCE_AUTO_POSITION = 1,
  SOURCE_CONNECT_RETRY = 2, SOURCE_RETRY_COUNT = 0, SOURCE_HEARTBEAT_PERIOD = 1;
START REPLICA;
