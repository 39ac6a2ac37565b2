using FluentMigrator;

namespace Email.Migrations;

[Migration(1, "mails")]
public sealed class M0001Mails : Migration
{
    /// <summary>See docs/adr/0013-unsure-mails.md.</summary>
    public override void Up() => Execute.Sql("""
        CREATE TABLE mails (
          id          BINARY(16)    NOT NULL COMMENT 'Message-ID of the mail',
          origin      VARCHAR(450)  NULL COLLATE utf8mb4_bin COMMENT 'source and id of the message; NULL if it says neither',
          fingerprint BINARY(32)    NULL COMMENT 'SHA-256 of the message, if it has no id',
          state       VARCHAR(10)   NOT NULL COLLATE ascii_bin COMMENT 'Waiting, Sending, Sent, Refused, Unsure, Settled',
          recipient   VARCHAR(320)  NOT NULL,
          template    VARCHAR(50)   NOT NULL COLLATE ascii_bin,
          language    VARCHAR(10)   NOT NULL COLLATE ascii_bin,
          data        JSON          NULL COMMENT 'while unsure only: to send it again',
          reason      VARCHAR(1000) NULL,
          created_at  DATETIME(6)   NOT NULL COMMENT 'UTC',
          changed_at  DATETIME(6)   NOT NULL COMMENT 'UTC',
          PRIMARY KEY (id),
          UNIQUE KEY mails_origin (origin),
          KEY mails_fingerprint (fingerprint),
          KEY mails_state (state, changed_at)
        ) CHARACTER SET utf8mb4
        """);

    public override void Down() => Execute.Sql("DROP TABLE mails");
}
