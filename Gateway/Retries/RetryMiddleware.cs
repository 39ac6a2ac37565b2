using System.Collections.Concurrent;
using Gateway.Configuration;
using Gateway.Upstreams;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace Gateway.Retries;

/// <summary>
/// Stands before the choice of a replica, and lets another one be chosen when a request failed in a way that allows
/// it: it was never sent, or it can be carried out twice and its body, if it has one, is at hand to be sent again.
/// </summary>
internal sealed class RetryMiddleware(RequestDelegate next, IOptions<GatewayOptions> options, RetryMetrics metrics)
{
    private readonly RetryOptions _options = options.Value.Retries;

    // By cluster: a service that is down must not use up what the others have.
    private readonly ConcurrentDictionary<string, RetryBudget> _budgets = new(StringComparer.Ordinal);

    public async Task InvokeAsync(HttpContext context)
    {
        var proxied = context.GetReverseProxyFeature();
        var cluster = proxied.Cluster.Config.ClusterId;
        var budget = _budgets.GetOrAdd(cluster, static (_, retries) => new RetryBudget(retries.Ratio, retries.Reserve), _options);
        budget.Earn();

        // Choosing a replica leaves the feature with that one only.
        var available = proxied.AvailableDestinations;
        KeepBody(context.Request);
        await next(context);

        List<DestinationState>? tried = null;
        for (var attempt = 0; attempt < _options.Attempts && MayRetry(context); attempt++)
        {
            (tried ??= []).Add(proxied.ProxiedDestination!);
            if (Candidates(context, proxied, available, tried) is not { Count: > 0 } replicas)
            {
                return;
            }

            if (!budget.TrySpend())
            {
                metrics.Refused(cluster);
                return;
            }

            metrics.Retried(cluster);
            StartOver(context, proxied, replicas);
            await next(context);
        }
    }

    /// <summary>
    /// Another replica, if need be one that is marked as down. With none left, the same again if it took the connection:
    /// it may have closed one that had been idle.
    /// </summary>
    private static IReadOnlyList<DestinationState> Candidates(
        HttpContext context, IReverseProxyFeature proxied, IReadOnlyList<DestinationState> available, List<DestinationState> tried) =>
        Untried(available, tried) is { Count: > 0 } healthy ? healthy
        : Untried(proxied.AllDestinations, tried) is { Count: > 0 } others ? others
        : FailureOf(context) == UpstreamFailure.Unanswered ? available
        : [];

    private static bool MayRetry(HttpContext context) =>
        !context.Response.HasStarted
        && !context.RequestAborted.IsCancellationRequested
        && FailureOf(context) switch
        {
            UpstreamFailure.NotSent => true,
            UpstreamFailure.Unanswered or UpstreamFailure.Unwritten => IsRepeatable(context.Request),
            _ => false,
        };

    private static UpstreamFailure FailureOf(HttpContext context) => UpstreamFailures.Of(context.GetForwarderErrorFeature());

    private static bool IsRepeatable(HttpRequest request) =>
        Idempotence.Holds(request.Method) && (!CanHaveBody(request) || request.Body is RepeatableBody { CanRepeat: true });

    private static bool CanHaveBody(HttpRequest request) =>
        request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: false };

    private void KeepBody(HttpRequest request)
    {
        if (Idempotence.Holds(request.Method) && CanHaveBody(request) && request.ContentLength.GetValueOrDefault() <= _options.BodyBytes)
        {
            request.Body = new RepeatableBody(request.Body, _options.BodyBytes);
        }
    }

    private static List<DestinationState> Untried(IReadOnlyList<DestinationState> replicas, List<DestinationState> tried) =>
        [.. replicas.Where(replica => !tried.Contains(replica))];

    private static void StartOver(HttpContext context, IReverseProxyFeature proxied, IReadOnlyList<DestinationState> replicas)
    {
        context.Response.Clear();
        (context.Request.Body as RepeatableBody)?.Rewind();
        context.Features.Set<IForwarderErrorFeature>(null);
        proxied.ProxiedDestination = null;
        proxied.AvailableDestinations = replicas;
    }
}
