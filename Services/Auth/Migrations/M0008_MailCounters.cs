using FluentMigrator;

namespace Auth.Migrations;

[Migration(8, "mail counters")]
public sealed class M0008MailCounters : Migration
{
    /// <summary>Apart from the tokens, which go when they are used: a count that went with them would not limit anything.</summary>
    public override void Up() => Execute.Sql("""
        CREATE TABLE mail_counters (
          account_id  BINARY(16)  NOT NULL,
          purpose     VARCHAR(30) NOT NULL COLLATE ascii_bin,
          mails       INT         NOT NULL,
          window_ends DATETIME(6) NOT NULL COMMENT 'UTC; then it starts anew',
          PRIMARY KEY (account_id, purpose),
          KEY mail_counters_window_ends (window_ends),
          CONSTRAINT mail_counters_account FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE
        ) CHARACTER SET utf8mb4
        """);

    public override void Down() => Execute.Sql("DROP TABLE mail_counters");
}
