using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace ServiceDefaults.Users;

/// <summary>Who may call an endpoint, or all endpoints of a group. Each also tells OpenAPI how it refuses.</summary>
public static class UserRequirements
{
    /// <summary>Anybody with a valid access token. Others get 401, or 503 while the issuer's keys can't be had.</summary>
    public static TBuilder RequireUser<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints
            .RequireAuthorization()
            .WithMetadata(Refuses(StatusCodes.Status401Unauthorized), Refuses(StatusCodes.Status503ServiceUnavailable));

    /// <summary>A user whose token names the role; other users get 403.</summary>
    public static TBuilder RequireRole<TBuilder>(this TBuilder endpoints, string role)
        where TBuilder : IEndpointConventionBuilder => endpoints
            .RequireUser()
            .RequireAuthorization(policy => policy.RequireRole(role))
            .WithMetadata(Refuses(StatusCodes.Status403Forbidden));

    private static ProducesResponseTypeMetadata Refuses(int status) =>
        new(status, typeof(ProblemDetails), ["application/problem+json"]);
}
