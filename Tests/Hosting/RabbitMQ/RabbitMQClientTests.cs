using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Trace;
using RabbitMQ.Client;

namespace Hosting.Tests.RabbitMQ;

/// <summary>What a service gets from <c>AddRabbitMQClient</c>.</summary>
[Collection(SharedBroker.Name)]
public class RabbitMQClientTests(RunningBroker broker)
{
    [Fact]
    public async Task It_connects_is_traced_and_tells_its_health()
    {
        var spans = new RecordedSpans();
        using var host = Service(builder =>
        {
            builder.AddRabbitMQClient("messaging");
            builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing.AddProcessor(spans));
        });
        Assert.NotNull(host.Services.GetRequiredService<TracerProvider>());

        var connection = host.Services.GetRequiredService<IConnection>();
        await using (var channel = await connection.CreateChannelAsync(cancellationToken: Application.Deadline()))
        {
            var queue = await channel.QueueDeclareAsync(cancellationToken: Application.Deadline());
            await channel.BasicPublishAsync("", queue.QueueName, "traced"u8.ToArray(), Application.Deadline());
        }

        Assert.True(connection.IsOpen);
        Assert.Same(connection, host.Services.GetRequiredService<IConnection>());
        Assert.Equal(HealthStatus.Healthy, (await HealthAsync(host)).Entries["RabbitMQ.Client"].Status);
        Assert.Contains("rabbitmq connect", spans.Names);
        Assert.Contains("RabbitMQ.Client.Publisher", spans.Sources);

        // A connection that was lost is said.
        await connection.CloseAsync(Application.Deadline());
        Assert.Equal(HealthStatus.Unhealthy, (await HealthAsync(host)).Entries["RabbitMQ.Client"].Status);
    }

    [Fact]
    public async Task Under_a_key_it_is_another_connection_with_its_own_health_check()
    {
        using var host = Service(builder =>
        {
            builder.AddRabbitMQClient("messaging");
            builder.AddKeyedRabbitMQClient("other", configureConnectionFactory: factory => factory.ClientProvidedName = "the other one");
        });

        var plain = host.Services.GetRequiredService<IConnection>();
        var keyed = host.Services.GetRequiredKeyedService<IConnection>("other");

        Assert.NotSame(plain, keyed);
        Assert.Equal("the other one", keyed.ClientProvidedName);
        Assert.Equal(["RabbitMQ.Client", "RabbitMQ.Client_other"], (await HealthAsync(host)).Entries.Keys.Order());
    }

    [Fact]
    public void What_is_disabled_is_not_there()
    {
        using var host = Service(builder => builder.AddRabbitMQClient("messaging", settings =>
            (settings.DisableHealthChecks, settings.DisableTracing) = (true, true)));

        Assert.Null(host.Services.GetService<HealthCheckService>());
        Assert.Null(host.Services.GetService<TracerProvider>());
    }

    private IHost Service(Action<HostApplicationBuilder> add)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration["ConnectionStrings:messaging"] = builder.Configuration["ConnectionStrings:other"] = broker.ConnectionString;
        add(builder);
        return builder.Build();
    }

    private static Task<HealthReport> HealthAsync(IHost host) =>
        host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Application.Deadline());

    private sealed class RecordedSpans : BaseProcessor<Activity>
    {
        internal ConcurrentBag<string> Names { get; } = [];

        internal ConcurrentBag<string> Sources { get; } = [];

        public override void OnEnd(Activity data)
        {
            Names.Add(data.OperationName);
            Sources.Add(data.Source.Name);
        }
    }
}
