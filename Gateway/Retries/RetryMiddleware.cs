using Gateway.Configuration;
using Gateway.Upstreams;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace Gateway.Retries;

/// <summary>
/// Stands before the choice of a replica, and lets another one be chosen when a request failed in a way that allows
/// it: it was never sent, or it can be carried out twice and has no body that would have to be sent again.
/// </summary>
internal sealed class RetryMiddleware(RequestDelegate next, IOptions<GatewayOptions> options, RetryMetrics metrics)
{
    private readonly int _attempts = options.Value.Retries.Attempts;
    private readonly RetryBudget _budget = new(options.Value.Retries.Ratio, options.Value.Retries.Reserve);

    public Task InvokeAsync(HttpContext context)
    {
        _budget.Earn();
        var proxied = context.GetReverseProxyFeature();

        // Choosing a replica leaves the feature with that one only.
        var replicas = proxied.AvailableDestinations;
        var first = next(context);
        return first.IsCompletedSuccessfully && !MayRetry(context)
            ? first
            : RetryAsync(first, context, proxied, replicas);
    }

    private async Task RetryAsync(
        Task attempt, HttpContext context, IReverseProxyFeature proxied, IReadOnlyList<DestinationState> available)
    {
        await attempt;
        var tried = new List<DestinationState>();
        while (tried.Count < _attempts && MayRetry(context))
        {
            tried.Add(proxied.ProxiedDestination!);
            var replicas = Untried(available, tried) is { Count: > 0 } healthy ? healthy : Untried(proxied.AllDestinations, tried);
            if (replicas.Count == 0)
            {
                return;
            }

            if (!_budget.TrySpend())
            {
                metrics.Refused(proxied.Cluster.Config.ClusterId);
                return;
            }

            metrics.Retried(proxied.Cluster.Config.ClusterId);
            StartOver(context, proxied, replicas);
            await next(context);
        }
    }

    private static bool MayRetry(HttpContext context) =>
        context.GetForwarderErrorFeature() is { } error
        && !context.Response.HasStarted
        && !context.RequestAborted.IsCancellationRequested
        && UpstreamFailures.Of(error) switch
        {
            UpstreamFailure.NotSent => true,
            UpstreamFailure.Unanswered => IsRepeatable(context),
            _ => false,
        };

    private static bool IsRepeatable(HttpContext context) =>
        Idempotence.Holds(context.Request.Method)
        && context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false };

    private static List<DestinationState> Untried(IReadOnlyList<DestinationState> replicas, List<DestinationState> tried) =>
        [.. replicas.Where(replica => !tried.Contains(replica))];

    private static void StartOver(HttpContext context, IReverseProxyFeature proxied, IReadOnlyList<DestinationState> replicas)
    {
        context.Response.Clear();
        context.Features.Set<IForwarderErrorFeature>(null);
        proxied.ProxiedDestination = null;
        proxied.AvailableDestinations = replicas;
    }
}
