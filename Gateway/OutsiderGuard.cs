using Microsoft.AspNetCore.Http.Features;

namespace Gateway;

/// <summary>
/// What an outside client may not do: say who forwarded its request, or walk out of a service's prefix. No proxy in
/// front of the gateway is trusted yet; the addresses of those that are will be configured here.
/// </summary>
internal static class OutsiderGuard
{
    public static void AddOutsiderGuard(this WebApplicationBuilder builder) =>

        // Aspire's manifest gives every project ASPNETCORE_FORWARDEDHEADERS_ENABLED=true, which makes ASP.NET Core take
        // the client's address from X-Forwarded-For of any sender: right behind a gateway, wrong in one.
        builder.Services.PostConfigure<ForwardedHeadersOptions>(options =>
            options.ForwardedHeaders = Microsoft.AspNetCore.HttpOverrides.ForwardedHeaders.None);

    public static void UseOutsiderGuard(this WebApplication app) => app.Use((context, next) =>
    {
        if (HasDotSegment(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        var headers = context.Request.Headers;
        foreach (var name in headers.Keys.Where(ForwardedHeaders.Contains).ToList())
        {
            headers.Remove(name);
        }

        return next(context);
    });

    /// <summary>
    /// Kestrel resolves <c>/auth/../health</c> before anybody sees it. An honest client does so before sending.
    /// </summary>
    private static bool HasDotSegment(string rawTarget) => rawTarget
        .Split('?', 2)[0]
        .Split('/')
        .Any(segment => segment.Replace("%2e", ".", StringComparison.OrdinalIgnoreCase) is "." or "..");
}
