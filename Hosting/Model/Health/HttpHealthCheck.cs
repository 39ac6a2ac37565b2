using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Health;

internal static class HealthProbe
{
    /// <summary>A probe that takes longer has failed.</summary>
    internal static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);
}

/// <summary>Asks every replica itself, not the proxy before them: one that answers must not hide one that does not.</summary>
internal sealed class HttpHealthCheck(EndpointReference endpoint, string path, int statusCode, ResourceNotificationService notifications) : IHealthCheck
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler
    {
        ConnectTimeout = HealthProbe.Timeout,
        AllowAutoRedirect = false,
        ActivityHeadersPropagator = null,
        PooledConnectionLifetime = TimeSpan.FromSeconds(30),
    })
    {
        Timeout = HealthProbe.Timeout,
    };

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var replicas = endpoint.EndpointAnnotation.ReplicaAddresses;
        var expected = notifications.Instances(endpoint.Resource).Count(instance => instance.Snapshot.Runs);
        if (replicas.Count < expected)
        {
            return HealthCheckResult.Unhealthy($"{replicas.Count} of {expected} running replicas listen.");
        }

        var answers = await Task.WhenAll(replicas.Select(replica => AskAsync(new Uri(replica, path), cancellationToken)));
        return answers.FirstOrDefault(answer => answer is not null) is { } fault
            ? HealthCheckResult.Unhealthy(fault)
            : HealthCheckResult.Healthy();
    }

    /// <returns>What is wrong, or null.</returns>
    private async Task<string?> AskAsync(Uri uri, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await Client.GetAsync(uri, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return (int)response.StatusCode == statusCode ? null : $"{uri} answered {(int)response.StatusCode} instead of {statusCode}.";
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return $"{uri} did not answer: {exception.Message}";
        }
    }
}
