using Gateway.Configuration;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using ServiceDefaults.Users;

namespace Gateway.Users;

/// <summary>
/// The token check at the edge: who has no business on a route does not reach the service. The service checks again,
/// since the header travels on, and since it alone knows whether the session still lives.
/// </summary>
internal static class RoutePolicies
{
    // YARP's names for the policy of the authorization middleware, and for none.
    private const string AnyUser = "default";
    private const string Anyone = "anonymous";
    private const string RolePrefix = "role:";

    public static void AddRoutePolicies(this WebApplicationBuilder builder)
    {
        builder.AddUsers();
        builder.Services.AddSingleton<IAuthorizationMiddlewareResultHandler, RefusedAuthorization>();
        builder.Services.AddOptions<AuthorizationOptions>().Configure<IOptions<GatewayOptions>>((authorization, gateway) =>
        {
            foreach (var role in gateway.Value.Routes.Values.Select(route => route.Role).OfType<string>().Distinct())
            {
                authorization.AddPolicy(RolePrefix + role, policy => policy.RequireAuthenticatedUser().RequireRole(role));
            }
        });
    }

    public static string NameOf(GatewayRoute route) =>
        route.Anonymous ? Anyone
        : route.Role is { } role ? RolePrefix + role
        : AnyUser;
}
