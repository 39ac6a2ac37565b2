using Auth.Passwords;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Auth.Accounts;

internal static class AccountsApi
{
    public static void AddAccounts(this WebApplicationBuilder builder) =>
        builder.Services.AddSingleton<AccountsStore>();

    public static void MapAccounts(this WebApplication app)
    {
        var auth = app.MapGroup("/auth").WithTags("Accounts");

        auth.MapPost("/register", Register)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        auth.MapGet("/accounts/{id:guid}", Get);
    }

    private static async Task<Results<Created<Account>, ValidationProblem, ProblemHttpResult>> Register(
        RegisterRequest request,
        PasswordHasher passwords,
        AccountsStore accounts,
        TimeProvider clock,
        HttpResponse response,
        CancellationToken cancellationToken)
    {
        var (registration, faults) = Registration.Check(request);
        if (registration is null)
        {
            return TypedResults.ValidationProblem(faults);
        }

        if (await passwords.TryHashAsync(registration.Password, cancellationToken) is not { } passwordHash)
        {
            response.Headers.RetryAfter = "1";
            return TypedResults.Problem(
                "Too many people are signing up or in at this moment.",
                statusCode: StatusCodes.Status503ServiceUnavailable);
        }

        var account = Account.New(registration.Email, clock);

        // The Location is a path: this service does not know the name under which the outside reaches it.
        return await accounts.TryAddAsync(account, passwordHash, cancellationToken)
            ? TypedResults.Created($"/auth/accounts/{account.Id}", account)
            : TypedResults.Problem(
                "An account with this e-mail address exists.", statusCode: StatusCodes.Status409Conflict);
    }

    private static async Task<Results<Ok<Account>, NotFound>> Get(
        Guid id, AccountsStore accounts, CancellationToken cancellationToken) =>
        await accounts.FindAsync(id, cancellationToken) is { } account
            ? TypedResults.Ok(account)
            : TypedResults.NotFound();
}
