namespace Auth.Lockout;

/// <summary>A counter as an attempt found it, before it was counted.</summary>
/// <param name="Wait">Microseconds for which it still holds; 0 if it does not.</param>
/// <param name="Applies">0 if it does not hold for this client, who is known to the account.</param>
internal sealed record CounterRow(long Scope, long Failures, long Wait, long Applies)
{
    public Scope What => (Scope)Scope;

    public bool IsForClient => Applies > 0;

    /// <summary>
    /// The attempt, one failure more, makes it hold. One that holds already is left as it is, or a known client, who does not
    /// wait, would make all others wait longer.
    /// </summary>
    public bool IsBlockedByOneMore(LockoutOptions options) => Wait == 0 && Failures + 1 >= options.Limit(What);
}
