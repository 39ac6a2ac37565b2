using FluentMigrator;

namespace Shop;

[Migration(1, "shop")]
public sealed class M0001Shop : Migration
{
    public override void Up()
    {
        // No unique key: what is handled twice must show.
        Execute.Sql("CREATE TABLE handled (id BIGINT AUTO_INCREMENT PRIMARY KEY, number INT NOT NULL, note VARCHAR(200) NULL, at DATETIME(6) NOT NULL)");
        Execute.Sql("CREATE TABLE attempted (id BIGINT AUTO_INCREMENT PRIMARY KEY, number INT NOT NULL, at DATETIME(6) NOT NULL)");
    }

    public override void Down() => Execute.Sql("DROP TABLE handled, attempted");
}
