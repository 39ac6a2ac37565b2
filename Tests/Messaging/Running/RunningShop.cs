using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MySqlConnector;
using OpenTelemetry;
using OpenTelemetry.Trace;
using ServiceDefaults.Messaging.Outbox;
using Shop;

namespace Messaging.Tests.Running;

/// <summary>A shop inside the test process, with its log and its spans.</summary>
internal sealed class RunningShop : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RunningShop(WebApplication app, ConcurrentQueue<string> log, ConcurrentQueue<Activity> spans)
    {
        _app = app;
        Log = log;
        Spans = spans;
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Client = new HttpClient { BaseAddress = new Uri(address) };
    }

    public IReadOnlyCollection<string> Log { get; }

    public IReadOnlyCollection<Activity> Spans { get; }

    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<RunningShop> StartAsync(IReadOnlyDictionary<string, string> settings)
    {
        var log = new ConcurrentQueue<string>();
        var spans = new ConcurrentQueue<Activity>();
        var app = ShopService.Build([], builder =>
        {
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders().AddProvider(new ListLoggerProvider(log));
            builder.Services.ConfigureOpenTelemetryTracerProvider(traces => traces.AddProcessor(new SpanList(spans)));
        }, settings);
        await app.StartAsync();
        return new(app, log, spans);
    }

    public Task PublishAsync(OrderPlaced order, long? version = null) => TransactAsync(transaction => PublishAsync(transaction, order, version));

    public Task PublishAsync(MySqlTransaction transaction, OrderPlaced order, long? version = null) =>
        _app.Services.GetRequiredService<EventOutbox>().PublishAsync(transaction, order, "order-" + order.Number, version);

    public async Task TransactAsync(Func<MySqlTransaction, Task> work)
    {
        await using var connection = await _app.Services.GetRequiredService<MySqlDataSource>().OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await work(transaction);
        await transaction.CommitAsync();
    }

    public Task SaysAsync(string text) => Wait.UntilAsync($"the log says '{text}'", () => Task.FromResult(Log.Any(line => line.Contains(text, StringComparison.Ordinal))));

    public async Task StopAsync() => await _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private sealed class SpanList(ConcurrentQueue<Activity> spans) : BaseProcessor<Activity>
    {
        public override void OnEnd(Activity data) => spans.Enqueue(data);
    }
}
