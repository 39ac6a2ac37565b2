using Auth.Tokens;

namespace Auth.Sessions;

/// <summary>A session that was just started or refreshed, and the token for its next refresh.</summary>
/// <param name="RefreshLifetime">For how long that token can be used.</param>
internal sealed record LiveSession(Guid Id, Guid AccountId, string[] Roles, RefreshToken RefreshToken, TimeSpan RefreshLifetime);

/// <param name="NotEnded">Sessions of the account that have not ended, this one and idle ones included.</param>
internal sealed record StartedSession(LiveSession Session, long NotEnded);

/// <summary>
/// The answer to a sign-in or a refresh, named like those of OAuth 2.0 (RFC 6749, section 5.1). Both times are in seconds.
/// </summary>
internal sealed record SessionTokens(string AccessToken, string TokenType, long ExpiresIn, string RefreshToken, long RefreshExpiresIn)
{
    public static SessionTokens For(LiveSession session, AccessTokens tokens) => new(
        tokens.Issue(session.AccountId, session.Id, session.Roles),
        "Bearer",
        (long)tokens.Lifetime.TotalSeconds,
        session.RefreshToken.Text,
        (long)session.RefreshLifetime.TotalSeconds);

    public override string ToString() => "***";
}
