using FluentMigrator;

namespace Auth.Migrations;

[Migration(5, "audit")]
public sealed class M0005Audit : Migration
{
    /// <summary>No foreign key: what happened to an account is kept when the account is not.</summary>
    public override void Up() => Execute.Sql("""
        CREATE TABLE audit_events (
          id         BIGINT        NOT NULL AUTO_INCREMENT PRIMARY KEY,
          at         DATETIME(6)   NOT NULL COMMENT 'UTC',
          event      VARCHAR(40)   NOT NULL COLLATE ascii_bin,
          account_id BINARY(16)    NULL COMMENT 'NULL if nobody has the name that was tried',
          client     VARBINARY(16) NULL COMMENT 'IPv4 or IPv6 address, network order',
          details    VARCHAR(255)  NULL COLLATE ascii_bin,
          KEY audit_events_at (at),
          KEY audit_events_account (account_id, id)
        ) CHARACTER SET utf8mb4
        """);

    public override void Down() => Execute.Sql("DROP TABLE audit_events");
}
