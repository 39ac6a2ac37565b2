using System.Reflection;
using FluentMigrator.Runner;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ServiceDefaults.Migrations;

public static class MigrationDefaults
{
    /// <summary>
    /// Brings the database of the service's <c>MySqlDataSource</c> up to date before the port opens, by the migrations in
    /// <paramref name="assembly"/> and by those of the parts of this project that the service uses. Hosted services start in the order
    /// of their registration: call it before what needs the tables.
    /// </summary>
    public static void AddMigrations(this IHostApplicationBuilder builder, string connectionName, Assembly assembly)
    {
        builder.AddValidatedOptions<MigrationOptions>("Migrations");
        builder.Services.AddFluentMigratorCore().ConfigureRunner(runner => runner
            .AddMySql8()
            .WithGlobalConnectionString(_ => builder.Configuration.GetConnectionString(connectionName))
            .ScanIn(assembly).For.Migrations());
        builder.Services.AddHostedService<MigrationService>();
    }
}
