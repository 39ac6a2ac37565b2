namespace Chaos.Tests.Histories;

/// <summary>Each committed message is exactly one of: delivered once, parked as unsure for a known reason, dead-lettered with a reason.</summary>
internal sealed record Verdict
{
    public int Committed { get; init; }

    public int Delivered { get; init; }

    public int Unsure { get; init; }

    public int DeadLettered { get; init; }

    /// <summary>What is wrong, a line for each message.</summary>
    public required IReadOnlyList<string> Faults { get; init; }

    /// <param name="leeway">How long after a disturbance its consequence may come to light.</param>
    public static Verdict Of(IEnumerable<MessageHistory> histories, IReadOnlyList<Disturbance> disturbances, TimeSpan leeway)
    {
        var all = histories.ToList();
        var (unsure, explained) = (all.Count(history => history.UnsureSince is not null), disturbances.Sum(disturbance => disturbance.MostUnsure));
        IEnumerable<string> tooMany = unsure > explained ? [$"{unsure} mails are unsure; what was broken explains {explained} at most"] : [];
        return new()
        {
            Committed = all.Count(history => history.Committed),
            Delivered = all.Count(IsDelivered),
            Unsure = unsure,
            DeadLettered = all.Count(history => history.DeadLetter is not null),
            Faults = [.. all.SelectMany(history => FaultsOf(history, disturbances, leeway).Select(fault => $"{history.Email}: {fault}")), .. tooMany],
        };
    }

    public override string ToString() =>
        $"{Committed} committed = {Delivered} delivered once + {Unsure} unsure + {DeadLettered} dead letters; {Faults.Count} faults";

    private static bool IsDelivered(MessageHistory history) => history.Sent && history.Taken.Count == 1;

    private static IEnumerable<string> FaultsOf(MessageHistory history, IReadOnlyList<Disturbance> disturbances, TimeSpan leeway)
    {
        if (!history.Committed)
        {
            if (history.Answered)
            {
                yield return "lost: the client was told that the account exists, and it does not";
            }

            if (history.Taken.Count > 0)
            {
                yield return "a mail was sent for a registration that is not committed";
            }

            yield break;
        }

        if (history.Taken.Count > 1)
        {
            yield return $"doubled: the mail server took it {history.Taken.Count} times, at {string.Join(", ", history.Taken.Select(at => $"{at:HH:mm:ss.fff}"))}";
        }

        if (history.InOutbox)
        {
            yield return "it is in the outbox still";
        }

        var ends = (history.Sent ? 1 : 0) + (history.UnsureSince is null ? 0 : 1) + (history.DeadLetter is null ? 0 : 1);
        if (ends == 0)
        {
            yield return history.Taken.Count == 0 ? "lost: no store knows of it" : "the mail server took it, and nobody remembers";
        }
        else if (ends > 1)
        {
            yield return $"it has {ends} ends: sent {history.Sent}, unsure since {history.UnsureSince}, dead letter '{history.DeadLetter}'";
        }

        if (history.Sent && history.Taken.Count == 0)
        {
            yield return "lost: it counts as sent, and the mail server never had it";
        }

        if (history.DeadLetter is { } reason && (reason.Length == 0 || history.Taken.Count > 0))
        {
            yield return reason.Length == 0 ? "a dead letter without a reason" : "a dead letter that was sent";
        }

        if (history.UnsureSince is { } since && !disturbances.Any(disturbance => disturbance.LeavesUnsure && disturbance.From <= since && since <= disturbance.To + leeway))
        {
            yield return $"unsure since {since:HH:mm:ss.fff}, and nothing was broken then that explains it";
        }
    }
}
