using FluentMigrator;

namespace ServiceDefaults.Messaging.Schema;

/// <summary>Services number their migrations from 1; those of this project begin at nine milliards, out of their way.</summary>
[Migration(9_000_000_001, "messaging")]
public sealed class M9000000001Messaging : Migration
{
    public override void Up()
    {
        // Almost every row is not held; all those have one held_until, so that the key's order is that of the ids.
        Execute.Sql("""
            CREATE TABLE messaging_outbox (
              id                BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
              message_id        VARCHAR(36)  NOT NULL COLLATE ascii_bin,
              type              VARCHAR(100) NOT NULL COLLATE ascii_bin,
              schema_version    INT          NOT NULL,
              subject           VARCHAR(200) NOT NULL,
              aggregate_version BIGINT       NULL,
              occurred_at       DATETIME(6)  NOT NULL COMMENT 'UTC',
              trace_parent      VARCHAR(100) NULL COLLATE ascii_bin,
              trace_state       VARCHAR(600) NULL,
              held_until        DATETIME(6)  NOT NULL DEFAULT '1970-01-01' COMMENT 'UTC; later if no queue took it',
              refusals          INT          NOT NULL DEFAULT 0,
              fault             VARCHAR(500) NULL,
              body              MEDIUMBLOB   NOT NULL,
              KEY messaging_outbox_held_until (held_until, id)
            ) CHARACTER SET utf8mb4
            """);
        Execute.Sql("""
            CREATE TABLE messaging_inbox (
              queue       VARCHAR(100) NOT NULL COLLATE utf8mb4_bin,
              source      VARCHAR(100) NOT NULL COLLATE utf8mb4_bin,
              message_id  VARCHAR(200) NOT NULL COLLATE utf8mb4_bin,
              is_dead     BOOLEAN      NOT NULL DEFAULT FALSE COMMENT 'dead-lettered, not handled',
              settled_at  DATETIME(6)  NOT NULL COMMENT 'UTC',
              PRIMARY KEY (queue, source, message_id),
              KEY messaging_inbox_settled_at (settled_at)
            ) CHARACTER SET utf8mb4
            """);
        Execute.Sql("""
            CREATE TABLE messaging_attempts (
              queue           VARCHAR(100)  NOT NULL COLLATE utf8mb4_bin,
              source          VARCHAR(100)  NOT NULL COLLATE utf8mb4_bin,
              message_id      VARCHAR(200)  NOT NULL COLLATE utf8mb4_bin,
              attempts        INT           NOT NULL,
              first_failed_at DATETIME(6)   NOT NULL COMMENT 'UTC',
              last_failed_at  DATETIME(6)   NOT NULL COMMENT 'UTC',
              last_error      VARCHAR(1000) NOT NULL,
              stack           TEXT          NOT NULL,
              trace_parent    VARCHAR(100)  NULL COLLATE ascii_bin COMMENT 'of the last attempt',
              PRIMARY KEY (queue, source, message_id),
              KEY messaging_attempts_last_failed_at (last_failed_at)
            ) CHARACTER SET utf8mb4
            """);
        Execute.Sql("""
            CREATE TABLE messaging_versions (
              type    VARCHAR(100) NOT NULL COLLATE utf8mb4_bin,
              source  VARCHAR(100) NOT NULL COLLATE utf8mb4_bin,
              subject VARCHAR(200) NOT NULL COLLATE utf8mb4_bin,
              version BIGINT       NOT NULL COMMENT 'newest that was handled',
              PRIMARY KEY (type, source, subject)
            ) CHARACTER SET utf8mb4
            """);
    }

    public override void Down() =>
        Execute.Sql("DROP TABLE messaging_outbox, messaging_inbox, messaging_attempts, messaging_versions");
}
