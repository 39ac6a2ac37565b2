namespace Auth.Sessions;

internal static class SessionRequirement
{
    /// <summary>
    /// 401 for a user whose session has ended, whose account is erased, or who lost a role since the token was issued. To be
    /// called with <c>RequireUser()</c> or <c>RequireRole()</c>.
    /// </summary>
    public static RouteGroupBuilder RequireLiveSession(this RouteGroupBuilder endpoints) =>
        endpoints.AddEndpointFilter<SessionCheck>();

    /// <inheritdoc cref="RequireLiveSession(RouteGroupBuilder)"/>
    public static RouteHandlerBuilder RequireLiveSession(this RouteHandlerBuilder endpoint) =>
        endpoint.AddEndpointFilter<SessionCheck>();
}
