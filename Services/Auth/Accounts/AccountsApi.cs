using Auth.Administration;
using Auth.Events;
using Auth.Passwords;
using Auth.Sessions;
using Microsoft.AspNetCore.Http.HttpResults;
using ServiceDefaults.Users;

namespace Auth.Accounts;

internal static class AccountsApi
{
    public static void AddAccounts(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<AccountsStore>();
        builder.Services.AddSingleton<AccountChanges>();
        builder.Services.AddSingleton<CurrentPassword>();
    }

    public static void MapAccounts(this WebApplication app)
    {
        var auth = app.MapGroup("/auth").WithTags("Accounts");

        auth.MapPost("/register", Register)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        auth.MapGet("/accounts/{id:guid}", Get).RequireUser().RequireLiveSession();
    }

    private static async Task<Results<Created<Account>, ValidationProblem, ProblemHttpResult>> Register(
        RegisterRequest request,
        PasswordHasher passwords,
        AccountsStore accounts,
        TimeProvider clock,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        var (registration, faults) = Registration.Check(request);
        if (registration is null)
        {
            return TypedResults.ValidationProblem(faults);
        }

        if (await passwords.TryHashAsync(registration.Password, cancellationToken) is not { } passwordHash)
        {
            return SessionProblems.Busy(http.Response);
        }

        var account = Account.New(registration.Email, clock);

        // The Location is a path: this service does not know the name under which the outside reaches it.
        return await accounts.TryAddAsync(
            account, passwordHash, http.Request.Language(), http.Connection.RemoteIpAddress, cancellationToken)
            ? TypedResults.Created($"/auth/accounts/{account.Id}", account)
            : TypedResults.Problem(
                "An account with this e-mail address exists.", statusCode: StatusCodes.Status409Conflict);
    }

    /// <summary>For its owner and administrators. To all others no account exists.</summary>
    private static async Task<Results<Ok<Account>, NotFound>> Get(
        Guid id, HttpContext http, AccountsStore accounts, CancellationToken cancellationToken) =>
        (http.User.AccountId() == id || http.User.IsInRole(Roles.Admin))
            && await accounts.FindAsync(id, cancellationToken) is { } account
            ? TypedResults.Ok(account)
            : TypedResults.NotFound();
}
