using Auth.Lockout;
using Auth.Passwords;
using Auth.Sessions;
using Microsoft.AspNetCore.Http.HttpResults;
using ServiceDefaults.Users;

namespace Auth.Accounts;

/// <summary>What people do with their own account. The access token says whose; the database, whether it still holds.</summary>
internal static class OwnAccountApi
{
    public static void MapOwnAccount(this WebApplication app)
    {
        var me = app.MapGroup("/auth/me").WithTags("Own account").RequireUser();

        me.MapGet("/", Get);
        me.MapPut("/password", ChangePassword)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        me.MapPost("/deletion", Delete)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
    }

    private static async Task<Results<Ok<Account>, ChallengeHttpResult>> Get(
        HttpContext http, AccountsStore accounts, CancellationToken cancellationToken) =>
        await accounts.FindOwnAsync(http.User.AccountId(), http.User.SessionId(), cancellationToken) is { } account
            ? TypedResults.Ok(account)
            : TypedResults.Challenge();

    private static async Task<Results<NoContent, ValidationProblem, ChallengeHttpResult, ProblemHttpResult>> ChangePassword(
        ChangePasswordRequest request,
        HttpContext http,
        AccountsStore accounts,
        CurrentPassword currentPassword,
        PasswordHasher passwords,
        SignInGuard guard,
        AccountChanges changes,
        CancellationToken cancellationToken)
    {
        if (await FindAsync(http, accounts, cancellationToken) is not { } owner)
        {
            return TypedResults.Challenge();
        }

        var (password, faults) = request.Check(owner.Account.Email);
        if (password is null)
        {
            return TypedResults.ValidationProblem(faults);
        }

        var (attempt, refusal) = await currentPassword.CheckAsync(
            owner, request.CurrentPassword, "currentPassword", http, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        if (await passwords.TryHashAsync(password, cancellationToken) is not { } hash)
        {
            await guard.TakeBackAsync(attempt, cancellationToken);
            return SessionProblems.Busy(http.Response);
        }

        var change = await changes.ChangePasswordAsync(
            owner, http.User.SessionId(), hash, attempt, http.Connection.RemoteIpAddress, cancellationToken);
        if (change == AccountChange.Done)
        {
            return TypedResults.NoContent();
        }

        await guard.TakeBackAsync(attempt, cancellationToken);
        return Refusal(change);
    }

    private static async Task<Results<NoContent, ValidationProblem, ChallengeHttpResult, ProblemHttpResult>> Delete(
        DeletionRequest request,
        HttpContext http,
        AccountsStore accounts,
        CurrentPassword currentPassword,
        SignInGuard guard,
        AccountChanges changes,
        CancellationToken cancellationToken)
    {
        if (await FindAsync(http, accounts, cancellationToken) is not { } owner)
        {
            return TypedResults.Challenge();
        }

        if (request.Faults() is { Count: > 0 } faults)
        {
            return TypedResults.ValidationProblem(faults);
        }

        var (attempt, refusal) = await currentPassword.CheckAsync(owner, request.Password, "password", http, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        var change = await changes.DeleteAsync(owner, attempt, cancellationToken);
        if (change == AccountChange.Done)
        {
            return TypedResults.NoContent();
        }

        await guard.TakeBackAsync(attempt, cancellationToken);
        return Refusal(change);
    }

    private static ProblemHttpResult Refusal(AccountChange change) => TypedResults.Problem(
        change == AccountChange.LastAdmin
            ? "The last administrator cannot be deleted. Make somebody else one first."
            : "The password has been changed at the same time. Nothing else was done.",
        statusCode: StatusCodes.Status409Conflict);

    private static Task<Owner?> FindAsync(HttpContext http, AccountsStore accounts, CancellationToken cancellationToken) =>
        accounts.FindOwnerAsync(http.User.AccountId(), http.User.SessionId(), cancellationToken);
}
