using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MySqlConnector;
using ServiceDefaults;
using ServiceDefaults.Messaging;
using ServiceDefaults.Messaging.Outbox;
using ServiceDefaults.Migrations;

namespace Benchmarks.Messages;

/// <summary>A service as ours are, with defaults, telemetry (to nobody) and health checks, that publishes and handles one event.</summary>
internal sealed class MeasuredService : IAsyncDisposable
{
    public const string Name = "benchmark";
    public const string Queue = Name + ".events";
    public const string Database = "benchmark-db";
    public const string BrokerName = "messaging";
    public const string Publishes = "Benchmark:Publishes";
    public const string Handles = "Benchmark:Handles";

    private readonly WebApplication _app;

    private MeasuredService(WebApplication app) => _app = app;

    public Arrivals Arrivals => _app.Services.GetRequiredService<Arrivals>();

    public static async Task<MeasuredService> StartAsync(IEnumerable<(string Key, string Value)> settings)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        builder.Configuration["Messaging:Name"] = Name;
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.AddServiceDefaults();
        builder.AddMySqlDataSource(Database);
        builder.AddMigrations(Database, typeof(MeasuredService).Assembly);
        builder.Services.AddSingleton<Arrivals>();
        var messaging = builder.AddMessaging(BrokerName, Database);
        if (builder.Configuration.GetValue(Publishes, defaultValue: true))
        {
            messaging.Publishes(MeasuredJson.Default.Measured);
        }

        if (builder.Configuration.GetValue(Handles, defaultValue: true))
        {
            messaging.Handles<Measured, MeasuredHandler>(MeasuredJson.Default.Measured);
        }

        var app = builder.Build();
        app.MapDefaultEndpoints();
        await app.StartAsync();
        return new(app);
    }

    /// <summary>All in one transaction, about one subject each.</summary>
    /// <param name="committing">Called just before the commit.</param>
    public async Task PublishAsync(int first, int count, Action? committing = null)
    {
        await using var connection = await _app.Services.GetRequiredService<MySqlDataSource>().OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var outbox = _app.Services.GetRequiredService<EventOutbox>();
        for (var number = first; number < first + count; number++)
        {
            await outbox.PublishAsync(transaction, new Measured(number), $"account-{number}");
        }

        committing?.Invoke();
        await transaction.CommitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
