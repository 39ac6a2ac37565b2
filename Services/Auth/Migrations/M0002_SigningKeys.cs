using FluentMigrator;

namespace Auth.Migrations;

[Migration(2, "signing keys")]
public sealed class M0002SigningKeys : Migration
{
    public override void Up() => Execute.Sql("""
        CREATE TABLE signing_keys (
          kid         CHAR(43)       NOT NULL COLLATE ascii_bin PRIMARY KEY COMMENT 'RFC 7638 thumbprint',
          private_key VARBINARY(512) NOT NULL COMMENT 'PKCS #8, AES-256-GCM: nonce, ciphertext, tag',
          signs_from  DATETIME(6)    NOT NULL COMMENT 'UTC; until the next one does'
        ) CHARACTER SET utf8mb4
        """);

    public override void Down() => Execute.Sql("DROP TABLE signing_keys");
}
