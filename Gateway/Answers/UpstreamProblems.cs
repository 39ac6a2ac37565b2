using Microsoft.AspNetCore.Http.Timeouts;
using Yarp.ReverseProxy.Forwarder;

namespace Gateway.Answers;

/// <summary>
/// Gives the failures that YARP leaves as a bare status what the problem document needs: 504 when a route's time is
/// over, which YARP takes for a client that left, and when to come back.
/// </summary>
internal static class UpstreamProblems
{
    // The time after which a replica that failed is tried again, by default.
    private const string RetryAfterSeconds = "5";

    public static void UseUpstreamProblems(this IApplicationBuilder proxy) => proxy.Use(async (context, next) =>
    {
        await next(context);
        if (context.GetForwarderErrorFeature() is not { } error || context.Response.HasStarted)
        {
            return;
        }

        if (error.Error is ForwarderError.RequestCanceled or ForwarderError.RequestBodyCanceled && IsTimeOver(context))
        {
            context.Response.StatusCode = StatusCodes.Status504GatewayTimeout;
        }

        if (context.Response.StatusCode is StatusCodes.Status502BadGateway or StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
        }
    });

    private static bool IsTimeOver(HttpContext context) =>
        context.Features.Get<IHttpRequestTimeoutFeature>() is { RequestTimeoutToken.IsCancellationRequested: true };
}
