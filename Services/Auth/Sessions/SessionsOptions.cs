using System.ComponentModel.DataAnnotations;

namespace Auth.Sessions;

/// <summary>The section <c>Sessions</c>.</summary>
internal sealed class SessionsOptions
{
    /// <summary>How long one stays signed in by one password, however often one comes.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "366.00:00:00")]
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Who does not come for this long is signed out: the life of a refresh token that nobody uses.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "366.00:00:00")]
    public TimeSpan IdleLifetime { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How often one may be signed in at a time; the oldest session ends when one more starts.</summary>
    [Range(1, 10_000)]
    public int MaxPerAccount { get; init; } = 100;

    /// <summary>Of a refresh token in a session that has so much left: it ends with its session, if not before.</summary>
    public TimeSpan RefreshLifetime(TimeSpan sessionLeft) => IdleLifetime < sessionLeft ? IdleLifetime : sessionLeft;
}
