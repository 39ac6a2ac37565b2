using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using ServiceDefaults.Messaging.Consuming;
using ServiceDefaults.Messaging.Contracts;
using ServiceDefaults.Messaging.Outbox;
using ServiceDefaults.Messaging.Relaying;

namespace ServiceDefaults.Messaging;

/// <summary>Says what a service publishes and handles. A mistake is thrown here, at the start.</summary>
public sealed class MessagingBuilder
{
    private readonly IServiceCollection _services;
    private readonly EventQueue _events = new();
    private readonly HashSet<Type> _published = [];
    private readonly HashSet<string> _queues = new(StringComparer.Ordinal);
    private bool _consumesEvents;

    internal MessagingBuilder(IServiceCollection services) => _services = services;

    /// <summary>Lets <see cref="EventOutbox"/> take <typeparamref name="TEvent"/>, a record with <see cref="EventAttribute"/>.</summary>
    /// <param name="json">From the service's own source-generated context.</param>
    public MessagingBuilder Publishes<TEvent>(JsonTypeInfo<TEvent> json)
        where TEvent : class
    {
        if (!_published.Add(typeof(TEvent)))
        {
            throw new InvalidOperationException($"{typeof(TEvent)} is published already.");
        }

        if (_published.Count == 1)
        {
            _services.AddHostedService<Relay>();
        }

        _services.AddSingleton(new PublishedEvent(typeof(TEvent), EventSchema.Of(typeof(TEvent)), json));
        return this;
    }

    /// <summary>Handles an event from the queue <c>&lt;name of the service&gt;.events</c>, which is bound to its type.</summary>
    /// <param name="ignoreOlder">
    /// Skip an event that is older (by aggregate version) than one of the same type and subject that was handled before.
    /// Events without an aggregate version are dead-lettered then.
    /// </param>
    public MessagingBuilder Handles<TEvent, THandler>(JsonTypeInfo<TEvent> json, bool ignoreOlder = false)
        where TEvent : class
        where THandler : class, IHandle<TEvent>
    {
        _events.Add(EventRoute.To<TEvent, THandler>(json, ignoreOlder));
        _services.TryAddTransient<THandler>();
        if (!_consumesEvents)
        {
            _consumesEvents = true;
            AddConsumer(ConsumerOptionsOf.Events, identity => identity.EventsQueue, _events);
        }

        return this;
    }

    /// <summary>Handles whatever any AMQP client sends to the queue <paramref name="queue"/>, which is declared durable and without arguments.</summary>
    /// <param name="configure">Defaults for this queue; the section <c>Messaging:Queues:&lt;queue&gt;</c> overrides them.</param>
    public MessagingBuilder HandlesQueue<THandler>(string queue, Action<ConsumerOptions>? configure = null)
        where THandler : class, IHandleRaw
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(queue);
        if (!_queues.Add(queue))
        {
            throw new InvalidOperationException($"The queue {queue} is handled already.");
        }

        _services.TryAddTransient<THandler>();
        if (configure is not null)
        {
            _services.Configure(queue, configure);
        }

        AddConsumer(queue, _ => queue, new RawQueue(typeof(THandler)));
        return this;
    }

    /// <summary>Defaults for the queue of events; the section <c>Messaging:Queues:&lt;queue&gt;</c> overrides them.</summary>
    public MessagingBuilder ConfigureEvents(Action<ConsumerOptions> configure)
    {
        _services.Configure(ConsumerOptionsOf.Events, configure);
        return this;
    }

    private void AddConsumer(string optionsName, Func<ServiceIdentity, string> name, IQueueContent content)
    {
        _services.AddOptions<ConsumerOptions>(optionsName)
            .PostConfigure<IConfiguration, ServiceIdentity>((options, configuration, identity) =>
                configuration.GetSection($"Messaging:Queues:{name(identity)}").Bind(options))
            .ValidateDataAnnotations()
            .Validate(options => options.MinRetryDelay <= options.MaxRetryDelay, "MinRetryDelay must not be longer than MaxRetryDelay.")
            .ValidateOnStart();
        _services.AddSingleton(provider => ConsumedQueue.Create(provider, optionsName, name, content));

        // Not AddHostedService: it keeps one service per type, and every queue needs its own.
        var index = _consumers++;
        _services.AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<QueueConsumer>(
            provider, provider.GetServices<ConsumedQueue>().ElementAt(index)));
    }

    private int _consumers;
}
