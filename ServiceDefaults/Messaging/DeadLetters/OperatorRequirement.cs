using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ServiceDefaults.Messaging.DeadLetters;

public static class OperatorRequirement
{
    private const string AdminRole = "admin";

    /// <summary>Who asks, for the log: the account's id, or the operator.</summary>
    public static string Operator(this HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        return http.User.Identity?.Name ?? "an administrator";
    }

    /// <summary>
    /// Lets in administrators (in a service with <c>AddUsers</c>) and whoever sends <c>Messaging:OperatorKey</c> as <c>X-Operator-Key</c>;
    /// without either, nobody.
    /// </summary>
    public static TBuilder RequireOperator<TBuilder>(this TBuilder endpoints, IServiceProvider services)
        where TBuilder : IEndpointConventionBuilder
    {
        // Users first or last makes no difference to who gets in; the last one's challenge writes the answer.
        var schemes = services.GetRequiredService<IAuthenticationSchemeProvider>();
        var hasUsers = schemes.GetSchemeAsync(JwtBearerDefaults.AuthenticationScheme).GetAwaiter().GetResult() is not null;
        string[] names = hasUsers ? [OperatorKeyHandler.Scheme, JwtBearerDefaults.AuthenticationScheme] : [OperatorKeyHandler.Scheme];
        return endpoints.RequireAuthorization(new AuthorizationPolicyBuilder(names).RequireAuthenticatedUser().RequireRole(AdminRole).Build());
    }
}
