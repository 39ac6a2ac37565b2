using System.Globalization;
using Gateway.Configuration;
using Microsoft.AspNetCore.Http.Timeouts;
using Yarp.ReverseProxy.Forwarder;

namespace Gateway.Answers;

/// <summary>
/// Gives the failures that YARP leaves as a bare status what the problem document needs: 504 when a route's time is
/// over, which YARP takes for a client that left, or when an answer fell silent after its headers; and when to come
/// back: when the replica is tried again.
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
        if (IsSilence(error) || (IsCancellation(error.Error) && IsTimeOver(context)))
        {
            context.Response.StatusCode = StatusCodes.Status504GatewayTimeout;
        }

        if (context.Response.StatusCode is StatusCodes.Status502BadGateway or StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = retryAfter;
        }
    }

    private static bool IsCancellation(ForwarderError error) =>
        error is ForwarderError.RequestCanceled or ForwarderError.RequestBodyCanceled or ForwarderError.ResponseBodyCanceled;

    /// <summary>The activity time-out, which YARP blames on whom it waited for; it is no cancellation to it.</summary>
    private static bool IsSilence(IForwarderErrorFeature error) =>
        error is { Error: ForwarderError.ResponseBodyDestination, Exception: OperationCanceledException };

    private static bool IsTimeOver(HttpContext context) =>
        context.Features.Get<IHttpRequestTimeoutFeature>() is { RequestTimeoutToken.IsCancellationRequested: true };
}
