using System.Globalization;
using Gateway.Configuration;
using Microsoft.AspNetCore.Http.Timeouts;
using Yarp.ReverseProxy.Forwarder;

namespace Gateway.Answers;

/// <summary>
/// Gives the failures that YARP leaves as a bare status what the problem document needs: 504 when a route's time is
/// over, which YARP takes for a client that left, and when to come back: when the replica is tried again.
/// </summary>
internal static class UpstreamProblems
{
    public static void UseUpstreamProblems(this IApplicationBuilder proxy)
    {
        var retryAfter = Math.Ceiling(proxy.ApplicationServices.GatewayOptions().Upstreams.Reactivation.TotalSeconds)
            .ToString(CultureInfo.InvariantCulture);
        proxy.Use(async (context, next) =>
        {
            await next(context);
            if (context.GetForwarderErrorFeature() is { } error && !context.Response.HasStarted)
            {
                Complete(context, error, retryAfter);
            }
        });
    }

    private static void Complete(HttpContext context, IForwarderErrorFeature error, string retryAfter)
    {
        if (error.Error is ForwarderError.RequestCanceled or ForwarderError.RequestBodyCanceled && IsTimeOver(context))
        {
            context.Response.StatusCode = StatusCodes.Status504GatewayTimeout;
        }

        if (context.Response.StatusCode is StatusCodes.Status502BadGateway or StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = retryAfter;
        }
    }

    private static bool IsTimeOver(HttpContext context) =>
        context.Features.Get<IHttpRequestTimeoutFeature>() is { RequestTimeoutToken.IsCancellationRequested: true };
}
