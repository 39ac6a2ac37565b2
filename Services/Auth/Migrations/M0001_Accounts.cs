using FluentMigrator;

namespace Auth.Migrations;

[Migration(1, "accounts")]
public sealed class M0001Accounts : Migration
{
    /// <summary>
    /// The e-mail column compares by bytes, because the service stores one normal form: MySQL's default collation
    /// would take a and á for the same letter.
    /// </summary>
    public override void Up() => Execute.Sql("""
        CREATE TABLE accounts (
          id            BINARY(16)   NOT NULL PRIMARY KEY COMMENT 'UUID version 7, big-endian',
          email         VARCHAR(254) NOT NULL COLLATE utf8mb4_bin,
          password_hash VARCHAR(255) NOT NULL COLLATE ascii_bin COMMENT 'PHC string',
          created_at    DATETIME(6)  NOT NULL COMMENT 'UTC',
          UNIQUE KEY accounts_email (email)
        ) CHARACTER SET utf8mb4
        """);

    public override void Down() => Execute.Sql("DROP TABLE accounts");
}
