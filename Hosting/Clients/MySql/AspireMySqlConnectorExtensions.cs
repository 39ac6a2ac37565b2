using Aspire.MySqlConnector;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using MySqlConnector;

namespace Microsoft.Extensions.Hosting;

/// <summary>Registers pooled, observed access to the MySQL databases that the app host refers to by name.</summary>
public static class AspireMySqlConnectorExtensions
{
    private const string Section = "Aspire:MySqlConnector";

    // Activity source and meter of the driver; they bear the same name.
    private const string Instrumentation = "MySqlConnector";

    /// <summary>
    /// Adds a singleton <see cref="MySqlDataSource"/> and transient <see cref="MySqlConnection"/>s on it,
    /// with the health check <c>MySql</c>, traces and metrics.
    /// </summary>
    /// <exception cref="InvalidOperationException">When the host starts without a connection string.</exception>
    public static void AddMySqlDataSource(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<MySqlConnectorSettings>? configureSettings = null) =>
        Add(builder, connectionName, serviceKey: null, configureSettings);

    /// <summary>The same under the service key <paramref name="name"/>; its health check is <c>MySql_{name}</c>.</summary>
    /// <exception cref="InvalidOperationException">When the host starts without a connection string.</exception>
    public static void AddKeyedMySqlDataSource(
        this IHostApplicationBuilder builder,
        string name,
        Action<MySqlConnectorSettings>? configureSettings = null) =>
        Add(builder, name, serviceKey: name, configureSettings);

    private static void Add(
        IHostApplicationBuilder builder,
        string connectionName,
        string? serviceKey,
        Action<MySqlConnectorSettings>? configureSettings)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(connectionName);

        var settings = Read(builder.Configuration, connectionName);
        configureSettings?.Invoke(settings);

        AddDataSource(builder.Services, connectionName, serviceKey, settings.ConnectionString);
        if (!settings.DisableHealthChecks)
        {
            AddHealthCheck(builder, connectionName, serviceKey);
        }

        if (!settings.DisableTracing)
        {
            builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing.AddSource(Instrumentation));
        }

        if (!settings.DisableMetrics)
        {
            builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter(Instrumentation));
        }
    }

    private static MySqlConnectorSettings Read(IConfiguration configuration, string connectionName)
    {
        var settings = new MySqlConnectorSettings();
        var section = configuration.GetSection(Section);
        section.Bind(settings);
        section.GetSection(connectionName).Bind(settings);
        settings.ConnectionString = configuration.GetConnectionString(connectionName) ?? settings.ConnectionString;
        return settings;
    }

    private static void AddDataSource(
        IServiceCollection services, string connectionName, string? serviceKey, string? connectionString)
    {
        services.AddKeyedSingleton(serviceKey, (provider, _) => new MySqlDataSourceBuilder(connectionString)
            .UseLoggerFactory(provider.GetService<ILoggerFactory>())
            .UseName(connectionName)
            .Build());
        services.AddKeyedTransient(serviceKey, (provider, key) =>
            provider.GetRequiredKeyedService<MySqlDataSource>(key).CreateConnection());

        // Not AddHostedService: it keeps one service per type, and every connection needs its own guard.
        services.AddSingleton<IHostedService>(new ConnectionStringGuard(connectionName, connectionString));
    }

    private static void AddHealthCheck(IHostApplicationBuilder builder, string connectionName, string? serviceKey)
    {
        var name = serviceKey is null ? "MySql" : $"MySql_{connectionName}";

        // A second registration under one name would make every health request throw.
        if (!builder.Properties.TryAdd($"{Section}:{name}", value: true))
        {
            return;
        }

        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            name,
            provider => new MySqlHealthCheck(provider.GetRequiredKeyedService<MySqlDataSource>(serviceKey)),
            failureStatus: null,
            tags: null,
            timeout: TimeSpan.FromSeconds(5)));
    }
}
