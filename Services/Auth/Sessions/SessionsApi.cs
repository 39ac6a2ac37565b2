using Auth.Pruning;
using Auth.Tokens;
using Microsoft.AspNetCore.Http.HttpResults;
using ServiceDefaults;

namespace Auth.Sessions;

internal static class SessionsApi
{
    public static void AddSessions(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<SessionsOptions>("Sessions").Validate(
            sessions => sessions.IdleLifetime <= sessions.Lifetime,
            "Sessions:IdleLifetime must not be longer than Sessions:Lifetime.");
        builder.Services.AddSingleton<SessionsStore>();
        builder.Services.AddSingleton<RefreshTokensStore>();
        builder.Services.AddSingleton<AccountSessions>();
        builder.Services.AddSingleton<SignIn>();
        builder.Services.AddSingleton(new ExpiredRows("refresh_tokens", "expires_at", KeptFor: TimeSpan.Zero));
        builder.Services.AddSingleton(new ExpiredRows("sessions", "expires_at", KeptFor: TimeSpan.Zero));
    }

    public static void MapSessions(this WebApplication app)
    {
        var auth = app.MapGroup("/auth").WithTags("Sessions").AddEndpointFilter(ForbidStoring)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);

        auth.MapPost("/login", Login)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        auth.MapPost("/refresh", Refresh)
            .ProducesProblem(StatusCodes.Status401Unauthorized);
        auth.MapPost("/logout", Logout);
    }

    private static async Task<Results<Ok<SessionTokens>, ValidationProblem, ProblemHttpResult>> Login(
        LoginRequest request,
        SignIn signIn,
        AccessTokens tokens,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        if (request.Faults() is { Count: > 0 } faults)
        {
            return TypedResults.ValidationProblem(faults);
        }

        var result = await signIn.TryAsync(request, http.Connection.RemoteIpAddress, cancellationToken);
        return result switch
        {
            SignInResult.SignedIn signedIn => TypedResults.Ok(SessionTokens.For(signedIn.Session, tokens)),
            SignInResult.LockedOut lockedOut => SessionProblems.LockedOut(http.Response, lockedOut.RetryAfter),
            SignInResult.Busy => SessionProblems.Busy(http.Response),
            _ => SessionProblems.WrongCredentials(http.Response),
        };
    }

    private static async Task<Results<Ok<SessionTokens>, ValidationProblem, ProblemHttpResult>> Refresh(
        SessionRequest request,
        RefreshTokensStore refreshTokens,
        AccessTokens tokens,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        if (request.Faults() is { Count: > 0 } faults)
        {
            return TypedResults.ValidationProblem(faults);
        }

        var token = new RefreshToken(request.RefreshToken!);
        return await refreshTokens.RefreshAsync(token, http.Connection.RemoteIpAddress, cancellationToken) is { } session
            ? TypedResults.Ok(SessionTokens.For(session, tokens))
            : SessionProblems.NoSession(http.Response);
    }

    /// <summary>As RFC 7009 revokes a token: one that is unknown is as gone as the client wants it.</summary>
    private static async Task<Results<NoContent, ValidationProblem>> Logout(
        SessionRequest request, SessionsStore sessions, HttpContext http, CancellationToken cancellationToken)
    {
        if (request.Faults() is { Count: > 0 } faults)
        {
            return TypedResults.ValidationProblem(faults);
        }

        await sessions.EndAsync(new RefreshToken(request.RefreshToken!), http.Connection.RemoteIpAddress, cancellationToken);
        return TypedResults.NoContent();
    }

    /// <summary>Answers with tokens in them stay out of every cache (RFC 6749, section 5.1).</summary>
    private static ValueTask<object?> ForbidStoring(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        context.HttpContext.Response.Headers.CacheControl = "no-store";
        return next(context);
    }
}
