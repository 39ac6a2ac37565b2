using FluentMigrator.Runner;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using ServiceDefaults.Messaging.Broker;
using ServiceDefaults.Messaging.Consuming;
using ServiceDefaults.Messaging.DeadLetters;
using ServiceDefaults.Messaging.Inbox;
using ServiceDefaults.Messaging.Outbox;
using ServiceDefaults.Messaging.Telemetry;

namespace ServiceDefaults.Messaging;

public static class MessagingDefaults
{
    /// <summary>
    /// Adds outbox, relay, inbox and dead letters, by the section <c>Messaging</c>. The returned builder says what the service publishes
    /// and handles. The tables come with <c>AddMigrations</c>, to be called before this.
    /// </summary>
    /// <param name="brokerConnection">Name of the connection string of RabbitMQ, an <c>amqp://</c> address.</param>
    /// <param name="databaseConnection">Name of the connection string of the service's MySQL, whose transactions hold the messages.</param>
    public static MessagingBuilder AddMessaging(
        this IHostApplicationBuilder builder, string brokerConnection, string databaseConnection)
    {
        builder.AddValidatedOptions<MessagingOptions>("Messaging");
        builder.Services.AddFluentMigratorCore().ConfigureRunner(runner => runner.ScanIn(typeof(MessagingDefaults).Assembly).For.Migrations());

        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(new MessagingConnections(brokerConnection, databaseConnection));
        services.AddSingleton<ServiceIdentity>();
        services.AddSingleton<MessagingDatabase>();
        services.AddSingleton<BrokerAccess>();
        services.AddSingleton<ManagementApi>();
        services.AddSingleton<Policies>();
        services.AddSingleton<MessagingTelemetry>();
        services.AddSingleton<MessagingState>();
        services.AddSingleton<OutboxSignal>();
        services.AddSingleton(provider => new EventOutbox(
            provider.GetServices<PublishedEvent>(), provider.GetRequiredService<OutboxSignal>()));
        services.AddSingleton<InboxTables>();
        services.AddSingleton<HandlingTransaction>();
        services.AddSingleton<MessageHandling>();
        services.AddSingleton<DeadLetterWriter>();
        services.AddSingleton<DeadLetterQueues>();
        services.AddHttpClient(ManagementApi.Client);
        services.AddHealthChecks().Add(new HealthCheckRegistration(
            "messaging", provider => ActivatorUtilities.CreateInstance<MessagingHealth>(provider), failureStatus: null, tags: null));
        services.AddOpenTelemetry()
            .WithTracing(traces => traces.AddSource(MessagingTelemetry.Name))
            .WithMetrics(metrics => metrics.AddMeter(MessagingTelemetry.Name));
        services.AddAuthorization();
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, OperatorKeyHandler>(OperatorKeyHandler.Scheme, configureOptions: null);

        services.AddHostedService<BacklogWatch>();
        services.AddHostedService<InboxPruning>();
        return new(services);
    }
}
