using FluentMigrator;

namespace Auth.Migrations;

[Migration(6, "lock-out")]
public sealed class M0006Lockout : Migration
{
    /// <summary>Keys are digests under a secret: neither the addresses that strangers tried nor theirs are stored.</summary>
    public override void Up() => Execute.Sql("""
        CREATE TABLE sign_in_counters (
          id            BINARY(32)  NOT NULL PRIMARY KEY COMMENT 'HMAC-SHA-256 of scope, e-mail and client network',
          scope         TINYINT     NOT NULL COMMENT '1 account from network, 2 network, 3 account',
          account       BINARY(32)  NULL COMMENT 'id of the counter of scope 3 to which it belongs',
          failures      INT         NOT NULL,
          window_ends   DATETIME(6) NOT NULL COMMENT 'UTC; then it starts anew',
          blocked_until DATETIME(6) NULL COMMENT 'UTC',
          KEY sign_in_counters_account (account),
          KEY sign_in_counters_window_ends (window_ends)
        ) CHARACTER SET utf8mb4;

        CREATE TABLE known_clients (
          id         BINARY(32)  NOT NULL PRIMARY KEY COMMENT 'that of the counter of scope 1',
          account_id BINARY(16)  NOT NULL,
          seen_at    DATETIME(6) NOT NULL COMMENT 'UTC, to the day',
          KEY known_clients_seen_at (seen_at),
          CONSTRAINT known_clients_account FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE
        ) CHARACTER SET utf8mb4
        """);

    public override void Down() => Execute.Sql("DROP TABLE known_clients; DROP TABLE sign_in_counters");
}
