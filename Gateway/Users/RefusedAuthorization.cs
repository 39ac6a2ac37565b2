using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using ServiceDefaults.Users;

namespace Gateway.Users;

/// <summary>
/// Leaves a line in the log for everybody who is turned away (OWASP ASVS 16.3.2): who it was, as far as known, and from
/// where; not the token. The answer is the framework's.
/// </summary>
internal sealed partial class RefusedAuthorization(ILogger<RefusedAuthorization> logger) : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _answer = new();

    public Task HandleAsync(
        RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (!authorizeResult.Succeeded)
        {
            LogRefused(
                context.Request.Method,
                context.Request.Path.Value,
                context.Connection.RemoteIpAddress?.ToString(),
                context.User.FindFirst(UserClaims.AccountIdClaim)?.Value ?? "nobody known",
                authorizeResult.Forbidden ? "the role is missing" : "no valid token");
        }

        return _answer.HandleAsync(next, context, policy, authorizeResult);
    }

    [LoggerMessage(LogLevel.Information, "{Method} {Path} from {Client} was refused to {Account}: {Reason}")]
    private partial void LogRefused(string method, string? path, string? client, string account, string reason);
}
