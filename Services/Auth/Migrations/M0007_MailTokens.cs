using FluentMigrator;

namespace Auth.Migrations;

[Migration(7, "mail tokens")]
public sealed class M0007MailTokens : Migration
{
    public override void Up() => Execute.Sql("""
        CREATE TABLE mail_tokens (
          account_id BINARY(16)  NOT NULL,
          purpose    VARCHAR(30) NOT NULL COLLATE ascii_bin,
          hash       BINARY(32)  NOT NULL COMMENT 'SHA-256 of the token',
          created_at DATETIME(6) NOT NULL COMMENT 'UTC',
          expires_at DATETIME(6) NOT NULL COMMENT 'UTC',
          PRIMARY KEY (account_id, purpose),
          UNIQUE KEY mail_tokens_hash (hash),
          KEY mail_tokens_expires_at (expires_at),
          CONSTRAINT mail_tokens_account FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE
        ) CHARACTER SET utf8mb4
        """);

    public override void Down() => Execute.Sql("DROP TABLE mail_tokens");
}
