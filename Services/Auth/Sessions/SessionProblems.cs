using Microsoft.AspNetCore.Http.HttpResults;

namespace Auth.Sessions;

/// <summary>How a sign-in or a refresh is refused.</summary>
internal static class SessionProblems
{
    public static ProblemHttpResult WrongCredentials(HttpResponse response) =>
        Unauthorized(response, "There is no account with this e-mail address and password.");

    public static ProblemHttpResult NoSession(HttpResponse response) =>
        Unauthorized(response, "The refresh token is not valid, or no longer. Sign in again.");

    public static ProblemHttpResult LockedOut(HttpResponse response, TimeSpan retryAfter) => Later(
        response, retryAfter, StatusCodes.Status429TooManyRequests, "Too many sign-ins have failed.");

    public static ProblemHttpResult Busy(HttpResponse response) => Later(
        response, TimeSpan.FromSeconds(1), StatusCodes.Status503ServiceUnavailable, "Too many people are signing up or in at this moment.");

    private static ProblemHttpResult Unauthorized(HttpResponse response, string detail)
    {
        // RFC 9110 wants a challenge with every 401, and the tokens that are got here are used so.
        response.Headers.WWWAuthenticate = "Bearer";
        return TypedResults.Problem(detail, statusCode: StatusCodes.Status401Unauthorized);
    }

    private static ProblemHttpResult Later(HttpResponse response, TimeSpan retryAfter, int status, string detail)
    {
        // Whole seconds, never too early, and never "at once".
        response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(retryAfter.TotalSeconds)).ToString("0", null);
        return TypedResults.Problem(detail, statusCode: status);
    }
}
