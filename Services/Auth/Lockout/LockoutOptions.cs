using System.ComponentModel.DataAnnotations;

namespace Auth.Lockout;

/// <summary>
/// The section <c>Lockout</c>. Failed sign-ins are counted for each account from each client network, for each network,
/// and for each account; who is over a limit waits, twice as long after each further failure.
/// </summary>
internal sealed class LockoutOptions
{
    /// <summary>Failures of one account from one network before waiting starts.</summary>
    [Range(1, 1000)]
    public int PairFailures { get; init; } = 5;

    /// <summary>Failures from one network, whatever the account. Many people may share one.</summary>
    [Range(1, 100_000)]
    public int NetworkFailures { get; init; } = 50;

    /// <summary>Failures of one account from all networks. NIST SP 800-63B allows 100.</summary>
    [Range(1, 100_000)]
    public int AccountFailures { get; init; } = 100;

    [Range(typeof(TimeSpan), "00:00:00.1", "00:15:00")]
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(1);

    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long after the first failure those of an account are forgotten.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan Window { get; init; } = TimeSpan.FromDays(1);

    /// <summary>The same for a network: shorter, or an office would collect everybody's slips of a day.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan NetworkWindow { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long after a sign-in a network counts as known to the account.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan KnownClients { get; init; } = TimeSpan.FromDays(90);

    public int Limit(Scope scope) => scope switch
    {
        Scope.Pair => PairFailures,
        Scope.Network => NetworkFailures,
        _ => AccountFailures,
    };
}
