using Microsoft.AspNetCore.Http.HttpResults;

namespace Auth.Passwords;

internal static class HashingBusy
{
    // The queue is worth PasswordOptions.MaxWait at most, so a place is free again soon.
    private const string Seconds = "1";

    /// <summary>503 with <c>Retry-After</c>, for a request whose turn did not come.</summary>
    public static ProblemHttpResult Answer(HttpResponse response)
    {
        response.Headers.RetryAfter = Seconds;
        return TypedResults.Problem(
            "Too many people are signing up or in at this moment.", statusCode: StatusCodes.Status503ServiceUnavailable);
    }
}
