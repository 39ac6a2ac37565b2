using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ServiceDefaults.Messaging.Consuming;

namespace ServiceDefaults.Messaging.Broker;

/// <summary>What the broker is to do with one queue. A queue follows the one policy of highest priority that matches its name.</summary>
internal sealed record Policy(string Name, JsonObject Definition)
{
    // Above those that a host may have for all queues.
    private const int Priority = 10;

    // The consumer counts attempts and dead-letters by itself. Beyond that the broker also counts connections lost with the message in
    // hand: so many restarts may come on top before the net under a consumer that never gets that far takes the message.
    private const int Leeway = 20;

    /// <summary>
    /// Rejected messages come again after min × count, without keeping others. At-least-once dead-lettering needs reject-publish, and
    /// is what makes the net keep what it catches.
    /// </summary>
    public static Policy Of(ConsumedQueue queue) => new(queue.Name, new JsonObject
    {
        ["delivery-limit"] = queue.Options.MaxAttempts + Leeway,
        ["delayed-retry-type"] = "failed",
        ["delayed-retry-min"] = (long)queue.Options.MinRetryDelay.TotalMilliseconds,
        ["delayed-retry-max"] = (long)queue.Options.MaxRetryDelay.TotalMilliseconds,
        ["dead-letter-exchange"] = "",
        ["dead-letter-routing-key"] = queue.DeadLetters,
        ["dead-letter-strategy"] = "at-least-once",
        ["overflow"] = "reject-publish",
        ["max-length"] = queue.Options.MaxLength,
    });

    /// <summary>No limit of deliveries: looking at a dead letter is one, and beyond the limit the broker throws away.</summary>
    public static Policy OfDeadLetters(ConsumedQueue queue) => new(queue.DeadLetters, new JsonObject
    {
        ["delivery-limit"] = -1,
        ["overflow"] = "reject-publish",
        ["max-length"] = queue.Options.MaxLength,
    });

    public JsonObject ToJson() => new()
    {
        ["pattern"] = $"^{Regex.Escape(Name)}$",
        ["apply-to"] = "quorum_queues",
        ["priority"] = Priority,
        ["definition"] = Definition.DeepClone(),
    };
}
