using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;

namespace ServiceDefaults.Users;

/// <summary>
/// How a request is refused: RFC 6750's header and a problem document. The reason why a token is invalid stays in the
/// log; a thief would learn from it, and it would repeat what the token claims.
/// </summary>
internal sealed class UserProblems : JwtBearerEvents
{
    public override Task Challenge(JwtBearerChallengeContext context)
    {
        context.HandleResponse();
        var headers = context.Response.Headers;
        if (context.AuthenticateFailure is SigningKeysUnavailableException)
        {
            headers.RetryAfter = IssuerKeys.RetryAfter.TotalSeconds.ToString("0", null);
            return WriteAsync(
                context.HttpContext, StatusCodes.Status503ServiceUnavailable, "Access tokens cannot be checked at this moment.");
        }

        // A handler may challenge a user too: the token is valid, but its session has ended.
        var hadToken = context.AuthenticateFailure is not null || context.HttpContext.User.Identity is { IsAuthenticated: true };
        headers.WWWAuthenticate = hadToken ? "Bearer error=\"invalid_token\"" : "Bearer";
        return WriteAsync(
            context.HttpContext,
            StatusCodes.Status401Unauthorized,
            hadToken ? "The access token is not valid, or no longer." : "This needs an access token.");
    }

    public override Task Forbidden(ForbiddenContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer error=\"insufficient_scope\"";
        return WriteAsync(context.HttpContext, StatusCodes.Status403Forbidden, "The user lacks the role that this needs.");
    }

    private static Task WriteAsync(HttpContext context, int status, string detail) =>
        TypedResults.Problem(detail, statusCode: status).ExecuteAsync(context);
}
