using System.Net;
using Auth.Audit;
using Auth.Lockout;
using Auth.Passwords;
using Auth.Sessions;
using Microsoft.AspNetCore.Http.HttpResults;
using MySqlConnector;

namespace Auth.Accounts;

/// <summary>
/// Asks a signed-in owner for the password once more, before what cannot be undone. It counts as a sign-in, so a stolen
/// access token is no way to guess the password faster.
/// </summary>
internal sealed class CurrentPassword(MySqlDataSource database, SignInGuard guard, PasswordHasher passwords, AuditLog audit)
{
    /// <summary>Gives the attempt, to be told as succeeded, or how to refuse the request.</summary>
    /// <param name="property">Name of the JSON property that the password came in.</param>
    public async Task<(Attempt Attempt, ProblemHttpResult? Refusal)> CheckAsync(
        Owner owner, string? text, string property, HttpContext http, CancellationToken cancellationToken)
    {
        var (account, client) = (owner.Account, http.Connection.RemoteIpAddress);
        var attempt = await BeginAsync(account.Email, client, cancellationToken);
        if (attempt.RetryAfter is { } retryAfter)
        {
            return (attempt, SessionProblems.LockedOut(http.Response, retryAfter));
        }

        switch (await passwords.TryVerifyAsync(UnicodeText.Nfkc(text) ?? string.Empty, owner.PasswordHash, cancellationToken))
        {
            case PasswordCheck.Busy:
                await guard.TakeBackAsync(attempt, cancellationToken);
                return (attempt, SessionProblems.Busy(http.Response));
            case PasswordCheck.Wrong:
                await using (var connection = await database.OpenConnectionAsync(cancellationToken))
                {
                    await audit.WriteAsync(connection, transaction: null, attempt.Failure, account.Id, client, cancellationToken);
                }

                return (attempt, Wrong(property));
            default:
                return (attempt, null);
        }
    }

    private async Task<Attempt> BeginAsync(string email, IPAddress? client, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await guard.BeginAsync(connection, email, client);
    }

    /// <summary>400, not 401: the access token is valid, and no other one would help.</summary>
    public static ProblemHttpResult Wrong(string property) => TypedResults.Problem(new HttpValidationProblemDetails(
        new Dictionary<string, string[]>(StringComparer.Ordinal) { [property] = ["Is not your password."] })
    {
        Status = StatusCodes.Status400BadRequest,
    });
}
