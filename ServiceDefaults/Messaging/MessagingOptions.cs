using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace ServiceDefaults.Messaging;

/// <summary>The section <c>Messaging</c>.</summary>
internal sealed class MessagingOptions
{
    /// <summary>CloudEvents' <c>source</c> is <c>/name</c>, the queue for events <c>name.events</c>. Default: the application's name.</summary>
    [RegularExpression("^[a-z0-9_-]{1,50}$")]
    public string? Name { get; init; }

    /// <summary>
    /// Address of the broker's management API; its account is that of the connection string. Without one, the policies are
    /// somebody else's to put, and that is said in the log.
    /// </summary>
    public Uri? ManagementUrl { get; init; }

    /// <summary>Opens the endpoints of dead letters to who sends it in <c>X-Operator-Key</c>. Without one: administrators only.</summary>
    [MinLength(20)]
    public string? OperatorKey { get; init; }

    /// <summary>How often the outbox is asked for rows that another replica wrote; this one's own wake the relay themselves.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:01:00")]
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How many rows the relay reads and sends at a time; twice as many confirms may be outstanding.</summary>
    [Range(1, 10_000)]
    public int RelayBatch { get; init; } = 500;

    /// <summary>When a confirm is this late, connection and channel are given up and built anew.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan ConfirmTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Deadline of everything else that is asked of the broker.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan BrokerTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long the broker may take to write down that a queue is new: until then it is neither bound nor consumed. RabbitMQ 4.3 does it
    /// half a second after the last queue was made.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan QueueSettles { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest pause between two tries to reach the broker; the first is 100 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan MaxBackOff { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest pause before a message that no queue takes is tried again; the first is a second.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan MaxHold { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long the inbox remembers. A message that comes again after that is handled again: replay dead letters before.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "3650.00:00:00")]
    public TimeSpan InboxKeptFor { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Per queue, read on their own: <see cref="Consuming.ConsumerOptions"/>.</summary>
    [ConfigurationKeyName("Queues")]
    public Dictionary<string, Consuming.ConsumerOptions> Queues { get; init; } = [];
}
