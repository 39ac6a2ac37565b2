namespace Chaos.Tests.Histories;

/// <summary>What became of the event of one registration, by every store that knows of it.</summary>
/// <param name="Email">Of whom; each registers once.</param>
internal sealed record MessageHistory(string Email)
{
    /// <summary>The client saw 201, or 409 when it asked again after an answer that did not come.</summary>
    public bool Answered { get; init; }

    /// <summary>Auth's database has the account, which was written in one transaction with the event.</summary>
    public bool Committed { get; init; }

    public bool InOutbox { get; init; }

    /// <summary>When the mail server had a whole mail to this address, whether or not its answer was heard.</summary>
    public IReadOnlyList<DateTime> Taken { get; init; } = [];

    /// <summary>Email noted it as sent.</summary>
    public bool Sent { get; init; }

    /// <summary>Since when Email does not know whether it was sent, and so waits for a person.</summary>
    public DateTime? UnsureSince { get; init; }

    /// <summary>Why it is a dead letter. Empty if it is one without a reason.</summary>
    public string? DeadLetter { get; init; }
}
