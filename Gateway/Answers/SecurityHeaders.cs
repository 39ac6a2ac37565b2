namespace Gateway.Answers;

/// <summary>
/// What browsers are told with every answer, unless the service said something else. Set when the answer starts, so
/// that an error which clears the headers before has them too. The same for <see cref="TraceIdHeader"/>.
/// </summary>
internal static class SecurityHeaders
{
    private const string OneYear = "max-age=31536000";

    // For what is no page: whoever gets a browser to show it as one can make it load nothing.
    private const string NoContent = "default-src 'none'; frame-ancestors 'none'";

    public static void UseSecurityHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(Set, context);
        return next(context);
    });

    private static Task Set(object state)
    {
        var context = (HttpContext)state;
        TraceIdHeader.Set(context);
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        SetIfAbsent(headers, "Referrer-Policy", "no-referrer");
        if (headers.XFrameOptions.Count == 0)
        {
            headers.XFrameOptions = "DENY";
        }

        if (headers.ContentSecurityPolicy.Count == 0 && !IsHtml(context.Response.ContentType))
        {
            headers.ContentSecurityPolicy = NoContent;
        }

        if (context.Request.IsHttps && headers.StrictTransportSecurity.Count == 0)
        {
            headers.StrictTransportSecurity = OneYear;
        }

        return Task.CompletedTask;
    }

    private static void SetIfAbsent(IHeaderDictionary headers, string name, string value)
    {
        if (!headers.ContainsKey(name))
        {
            headers[name] = value;
        }
    }

    private static bool IsHtml(string? contentType) =>
        contentType is not null
        && (contentType.StartsWith("text/html", StringComparison.OrdinalIgnoreCase)
            || contentType.StartsWith("application/xhtml+xml", StringComparison.OrdinalIgnoreCase));
}
