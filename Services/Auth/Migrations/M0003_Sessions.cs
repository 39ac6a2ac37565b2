using FluentMigrator;

namespace Auth.Migrations;

[Migration(3, "sessions")]
public sealed class M0003Sessions : Migration
{
    /// <summary>
    /// A used refresh token stays until it would have expired: who presents it a second time has stolen it, or was
    /// stolen from.
    /// </summary>
    public override void Up() => Execute.Sql("""
        CREATE TABLE sessions (
          id         BINARY(16)  NOT NULL PRIMARY KEY COMMENT 'UUID version 7, big-endian',
          account_id BINARY(16)  NOT NULL,
          created_at DATETIME(6) NOT NULL COMMENT 'UTC',
          expires_at DATETIME(6) NOT NULL COMMENT 'UTC, however often it is refreshed',
          ended_at   DATETIME(6) NULL COMMENT 'UTC',
          KEY sessions_expires_at (expires_at),
          CONSTRAINT sessions_account FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE
        ) CHARACTER SET utf8mb4;

        CREATE TABLE refresh_tokens (
          hash       BINARY(32)  NOT NULL PRIMARY KEY COMMENT 'SHA-256 of the token',
          session_id BINARY(16)  NOT NULL,
          created_at DATETIME(6) NOT NULL COMMENT 'UTC',
          expires_at DATETIME(6) NOT NULL COMMENT 'UTC, unless it is used before',
          used_at    DATETIME(6) NULL COMMENT 'UTC',
          KEY refresh_tokens_expires_at (expires_at),
          CONSTRAINT refresh_tokens_session FOREIGN KEY (session_id) REFERENCES sessions (id) ON DELETE CASCADE
        ) CHARACTER SET utf8mb4
        """);

    public override void Down() => Execute.Sql("DROP TABLE refresh_tokens; DROP TABLE sessions");
}
