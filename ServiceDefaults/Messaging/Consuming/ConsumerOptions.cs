using System.ComponentModel.DataAnnotations;

namespace ServiceDefaults.Messaging.Consuming;

/// <summary>How one queue is consumed: defaults in code, then the section <c>Messaging:Queues:&lt;queue&gt;</c>.</summary>
public sealed class ConsumerOptions
{
    /// <summary>How many messages the broker hands out ahead. Quorum queues reach their plateau at about 100.</summary>
    [Range(1, 10_000)]
    public ushort Prefetch { get; set; } = 100;

    /// <summary>How many transactions run at a time. With 1, messages are handled in the order of the queue, but for retries.</summary>
    [Range(1, 200)]
    public int Concurrency { get; set; } = 8;

    /// <summary>How many messages may share a transaction. More is faster; when one fails, all of them are tried again one by one.</summary>
    [Range(1, 1_000)]
    public int BatchSize { get; set; } = 1;

    /// <summary>How long a handler may take for one message.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:20:00")]
    public TimeSpan HandlerTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>After so many failures a message is dead-lettered.</summary>
    [Range(1, 1_000)]
    public int MaxAttempts { get; set; } = 10;

    /// <summary>The first retry comes after this time, the n-th after n times as much, at most <see cref="MaxRetryDelay"/>.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "1.00:00:00")]
    public TimeSpan MinRetryDelay { get; set; } = TimeSpan.FromSeconds(2);

    [Range(typeof(TimeSpan), "00:00:00.05", "1.00:00:00")]
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>A queue that holds so many takes no more: its publishers are told, and keep what they have.</summary>
    [Range(1, 100_000_000)]
    public int MaxLength { get; set; } = 1_000_000;
}
