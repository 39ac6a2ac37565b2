using FluentMigrator;

namespace Auth.Migrations;

[Migration(4, "roles and confirmed addresses")]
public sealed class M0004Roles : Migration
{
    public override void Up() => Execute.Sql("""
        ALTER TABLE accounts ADD COLUMN email_confirmed_at DATETIME(6) NULL COMMENT 'UTC';

        CREATE TABLE account_roles (
          account_id BINARY(16)  NOT NULL,
          role       VARCHAR(30) NOT NULL COLLATE ascii_bin,
          PRIMARY KEY (account_id, role),
          KEY account_roles_role (role),
          CONSTRAINT account_roles_account FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE
        ) CHARACTER SET utf8mb4
        """);

    public override void Down() => Execute.Sql("DROP TABLE account_roles; ALTER TABLE accounts DROP COLUMN email_confirmed_at");
}
