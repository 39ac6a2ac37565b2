using System.Security.Claims;

namespace ServiceDefaults.Users;

/// <summary>What an access token says about its user, under the names of RFC 9068 and OpenID Connect.</summary>
public static class UserClaims
{
    public const string AccountIdClaim = "sub";
    public const string SessionIdClaim = "sid";
    public const string RolesClaim = "roles";

    /// <summary>The account that the access token was issued to.</summary>
    /// <exception cref="InvalidOperationException">There is no user: the endpoint lacks <c>RequireUser()</c>.</exception>
    public static Guid AccountId(this ClaimsPrincipal user) => Read(user, AccountIdClaim);

    /// <summary>The session, from sign-in to sign-out, that the access token belongs to.</summary>
    /// <exception cref="InvalidOperationException">There is no user: the endpoint lacks <c>RequireUser()</c>.</exception>
    public static Guid SessionId(this ClaimsPrincipal user) => Read(user, SessionIdClaim);

    /// <summary>Whether the two methods above have what they need.</summary>
    internal static bool AreComplete(ClaimsIdentity identity) =>
        TryRead(identity.FindFirst(AccountIdClaim), out _) && TryRead(identity.FindFirst(SessionIdClaim), out _);

    private static Guid Read(ClaimsPrincipal user, string claim) => TryRead(user.FindFirst(claim), out var id)
        ? id
        : throw new InvalidOperationException($"No user, or none with the claim '{claim}': does the endpoint RequireUser()?");

    private static bool TryRead(Claim? claim, out Guid id) => Guid.TryParseExact(claim?.Value, "D", out id);
}
