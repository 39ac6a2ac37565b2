using Auth.Accounts;
using Auth.Sessions;
using Microsoft.AspNetCore.Http.HttpResults;
using ServiceDefaults;
using ServiceDefaults.Users;

namespace Auth.Administration;

internal static class AdministrationApi
{
    public static void AddAdministration(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<FirstAdminOptions>("FirstAdmin")
            .Validate(admin => admin.IsValid, FirstAdminOptions.Rule);
        builder.Services.AddSingleton<AccountsReader>();
        builder.Services.AddSingleton<RolesStore>();
        builder.Services.AddHostedService<FirstAdmin>();
    }

    public static void MapAdministration(this WebApplication app)
    {
        var accounts = app.MapGroup("/auth/accounts").WithTags("Administration").RequireRole(Roles.Admin).RequireLiveSession();

        accounts.MapGet("/", List);
        accounts.MapPut("/{id:guid}/roles", ReplaceRoles)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);
        accounts.MapDelete("/{id:guid}/sessions", EndSessions);
    }

    private static async Task<Results<Ok<AccountPage>, ValidationProblem>> List(
        [AsParameters] AccountsQuery query, AccountsReader accounts, CancellationToken cancellationToken)
    {
        var (prefix, after, faults) = query.Check();
        return faults.Count > 0
            ? TypedResults.ValidationProblem(faults)
            : TypedResults.Ok(await accounts.ReadAsync(prefix, after, query.Limit, cancellationToken));
    }

    private static async Task<Results<Ok<Account>, NotFound, ValidationProblem, ProblemHttpResult>> ReplaceRoles(
        Guid id,
        RolesRequest request,
        HttpContext http,
        RolesStore store,
        AccountsStore accounts,
        CancellationToken cancellationToken)
    {
        var (roles, faults) = request.Check();
        if (roles is null)
        {
            return TypedResults.ValidationProblem(faults);
        }

        var change = await store.ReplaceAsync(
            id, roles, by: http.User.AccountId(), http.Connection.RemoteIpAddress, cancellationToken);
        return change switch
        {
            RolesChange.NotAdmin => TypedResults.Problem(statusCode: StatusCodes.Status403Forbidden),
            RolesChange.LastAdmin => TypedResults.Problem(
                "This is the last administrator. Make somebody else one first.", statusCode: StatusCodes.Status409Conflict),
            RolesChange.Done when await accounts.FindAsync(id, cancellationToken) is { } account => TypedResults.Ok(account),
            _ => TypedResults.NotFound(),
        };
    }

    private static async Task<Results<NoContent, NotFound>> EndSessions(
        Guid id, HttpContext http, AccountSessions sessions, CancellationToken cancellationToken) =>
        await sessions.TryEndAllAsync(id, by: http.User.AccountId(), http.Connection.RemoteIpAddress, cancellationToken)
            ? TypedResults.NoContent()
            : TypedResults.NotFound();
}
