using System.Security.Claims;
using Dapper;
using MySqlConnector;
using ServiceDefaults.Users;

namespace Auth.Sessions;

/// <summary>
/// An access token outlives its session by up to ten minutes. Where that would be too long, each request asks the database
/// whether the token still holds.
/// </summary>
internal sealed class SessionCheck(MySqlDataSource database, TimeProvider clock) : IEndpointFilter
{
    // Sessions go with their account. A role that was taken away is one that the token names and the account lacks.
    private const string Sql = """
        SELECT COUNT(r.role) FROM sessions s LEFT JOIN account_roles r ON r.account_id = s.account_id AND r.role IN @Roles
        WHERE s.id = @Id AND s.account_id = @AccountId AND s.ended_at IS NULL AND s.expires_at > @Now
        GROUP BY s.id
        """;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        await HoldsAsync(context.HttpContext.User, context.HttpContext.RequestAborted)
            ? await next(context)
            : TypedResults.Challenge();

    /// <summary>Whether the session goes on and the account has the roles that the token names.</summary>
    private async Task<bool> HoldsAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var roles = user.FindAll(UserClaims.RolesClaim).Select(claim => claim.Value).Distinct(StringComparer.Ordinal).ToList();
        var token = new
        {
            Id = user.SessionId().ToByteArray(bigEndian: true),
            AccountId = user.AccountId().ToByteArray(bigEndian: true),
            Roles = roles,
            Now = clock.GetUtcNow().UtcDateTime,
        };
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var held = await connection.ExecuteScalarAsync<long?>(new CommandDefinition(Sql, token, cancellationToken: cancellationToken));
        return held == roles.Count;
    }
}
