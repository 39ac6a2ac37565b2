using FluentMigrator.Runner;
using ServiceDefaults;

namespace Auth.Migrations;

internal static class MigrationDefaults
{
    public static void AddMigrations(this WebApplicationBuilder builder, string connectionName)
    {
        builder.AddValidatedOptions<MigrationOptions>("Migrations");
        builder.Services.AddFluentMigratorCore().ConfigureRunner(runner => runner
            .AddMySql8()
            .WithGlobalConnectionString(_ => builder.Configuration.GetConnectionString(connectionName))
            .ScanIn(typeof(MigrationDefaults).Assembly).For.Migrations());
        builder.Services.AddHostedService<MigrationService>();
    }
}
