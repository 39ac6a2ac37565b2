using Microsoft.AspNetCore.Http.Features;

namespace Gateway.Answers;

/// <summary>
/// Every answer names its trace, 32 hexadecimal digits: what a proxy in front writes into its log, and a user into a
/// complaint. The traces of outsiders are not continued, so it is ours, and tells nothing.
/// </summary>
internal static class TraceIdHeader
{
    public const string Name = "Trace-Id";

    public static void Set(HttpContext context)
    {
        if (context.Features.Get<IHttpActivityFeature>() is { Activity: { } activity })
        {
            context.Response.Headers[Name] = activity.TraceId.ToHexString();
        }
    }
}
