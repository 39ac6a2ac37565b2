using Microsoft.AspNetCore.Http.HttpResults;
using ServiceDefaults.Users;

namespace Auth.Sessions;

/// <summary>Where people see on how many devices they are signed in, and sign out one that they have lost.</summary>
internal static class OwnSessionsApi
{
    public static void MapOwnSessions(this WebApplication app)
    {
        var own = app.MapGroup("/auth/me/sessions").WithTags("Own account").RequireUser().RequireLiveSession();

        own.MapGet("/", List);
        own.MapDelete("/{id:guid}", End);
    }

    private static async Task<Ok<IReadOnlyList<AccountSession>>> List(
        HttpContext http, AccountSessions sessions, CancellationToken cancellationToken) =>
        TypedResults.Ok(await sessions.ListAsync(http.User.AccountId(), http.User.SessionId(), cancellationToken));

    /// <summary>Also the current one, which is a sign-out. Nobody learns which ids others have.</summary>
    private static async Task<Results<NoContent, NotFound>> End(
        Guid id, HttpContext http, AccountSessions sessions, CancellationToken cancellationToken) =>
        await sessions.TryEndAsync(http.User.AccountId(), id, http.Connection.RemoteIpAddress, cancellationToken)
            ? TypedResults.NoContent()
            : TypedResults.NotFound();
}
