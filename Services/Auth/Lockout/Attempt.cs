using Auth.Audit;

namespace Auth.Lockout;

/// <summary>The ids of the counters of one sign-in.</summary>
/// <param name="Pair">Of the account from this network; the id of the known client too.</param>
internal sealed record CounterKey(byte[] Pair, byte[] Network, byte[] Account);

/// <summary>A sign-in that was counted as failed before its password is looked at, or that was refused.</summary>
/// <param name="RetryAfter">If set, it was refused and not counted: the password must not be looked at.</param>
/// <param name="ReachesLimit">If it fails, the next one from the same client has to wait.</param>
/// <param name="Blocks">The counters that hold because of it, and do so no longer when it is taken back.</param>
internal sealed record Attempt(CounterKey Key, TimeSpan? RetryAfter, bool ReachesLimit, IReadOnlyCollection<Scope> Blocks)
{
    /// <summary>What to tell the audit log if the password is wrong.</summary>
    public SecurityEvent Failure => ReachesLimit ? SecurityEvent.LockedOut : SecurityEvent.SignInFailed;
}
