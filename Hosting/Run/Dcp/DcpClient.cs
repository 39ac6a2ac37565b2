using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Aspire.Hosting;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace Hosting.Run.Dcp;

/// <summary>Talks to DCP, whose API is Kubernetes' in form.</summary>
internal sealed class DcpClient : IAsyncDisposable
{
    private static readonly TimeSpan RequestDeadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan CleanupDeadline = TimeSpan.FromSeconds(60);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly Kubernetes _kubernetes;
    private readonly string _session;

    internal DcpClient(KubernetesClientConfiguration configuration, string session)
    {
        // Watches and logs stay open for as long as we run; every other request has a deadline of its own below.
        configuration.HttpClientTimeout = Timeout.InfiniteTimeSpan;
        _kubernetes = new Kubernetes(configuration);
        _session = session;
    }

    internal Task CreateAsync<TSpec, TStatus>(
        DcpKind<TSpec, TStatus> kind, string name, TSpec spec, IReadOnlyDictionary<string, string>? annotations, CancellationToken cancellationToken)
    {
        var value = new DcpObject<TSpec, TStatus>(
            $"{DcpKinds.Group}/{DcpKinds.Version}", kind.Name, new DcpMetadata(name, annotations), spec);
        return WithDeadlineAsync(
            token => _kubernetes.CustomObjects.CreateClusterCustomObjectAsync(
                JsonSerializer.SerializeToElement(value, Json), DcpKinds.Group, DcpKinds.Version, kind.Plural, cancellationToken: token),
            $"create {kind.Name} {name}", cancellationToken);
    }

    /// <summary>Deletes an object, and with it what it runs; done when it is gone. It is no fault if it was gone already.</summary>
    internal Task DeleteAsync<TSpec, TStatus>(DcpKind<TSpec, TStatus> kind, string name, CancellationToken cancellationToken) =>
        WithDeadlineAsync(
            async token =>
            {
                try
                {
                    await _kubernetes.CustomObjects.DeleteClusterCustomObjectAsync(
                        DcpKinds.Group, DcpKinds.Version, kind.Plural, name, cancellationToken: token);

                    // Until it has cleaned up behind the object, DCP keeps it, and the name is not free.
                    using var timer = new PeriodicTimer(Poll);
                    while (await timer.WaitForNextTickAsync(token))
                    {
                        await _kubernetes.CustomObjects.GetClusterCustomObjectAsync(
                            DcpKinds.Group, DcpKinds.Version, kind.Plural, name, cancellationToken: token);
                    }
                }
                catch (HttpOperationException exception) when (exception.Response.StatusCode == HttpStatusCode.NotFound)
                {
                    return;
                }
            },
            $"delete {kind.Name} {name}", cancellationToken);

    /// <summary>Stops what an object runs, and keeps the object with its logs.</summary>
    internal Task StopAsync<TSpec, TStatus>(DcpKind<TSpec, TStatus> kind, string name, CancellationToken cancellationToken) =>
        WithDeadlineAsync(
            token => _kubernetes.CustomObjects.PatchClusterCustomObjectAsync(
                Merge(new JsonObject { ["spec"] = new JsonObject { ["stop"] = true } }),
                DcpKinds.Group, DcpKinds.Version, kind.Plural, name, cancellationToken: token),
            $"stop {kind.Name} {name}", cancellationToken);

    /// <summary>Every object of the kind, then every change; null stands for an object that was deleted.</summary>
    internal async IAsyncEnumerable<(string Name, DcpObject<TSpec, TStatus>? Value)> WatchAsync<TSpec, TStatus>(
        DcpKind<TSpec, TStatus> kind, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var changes = _kubernetes.CustomObjects.WatchListClusterCustomObjectAsync(
                DcpKinds.Group, DcpKinds.Version, kind.Plural, cancellationToken: cancellationToken);

            // A watch ends when the server thinks it is old; the next one starts with every object again.
            await foreach (var (type, item) in changes)
            {
                var value = ((JsonElement)item).Deserialize<DcpObject<TSpec, TStatus>>(Json)!;
                yield return (value.Metadata.Name, type == WatchEventType.Deleted ? null : value);
            }
        }
    }

    /// <summary>One stream of an object's output, line by line, each with its time before it, until what it runs has ended.</summary>
    /// <param name="plural">Plural of the object's kind.</param>
    /// <param name="name">Name of the object.</param>
    /// <param name="source"><c>stdout</c>, <c>stderr</c>, <c>startup_stdout</c>, <c>startup_stderr</c> or <c>system</c>.</param>
    /// <param name="follow">Whether to go on with what is yet to come.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    internal async IAsyncEnumerable<string> LogAsync(
        string plural, string name, string source, bool follow, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var path = $"apis/{DcpKinds.Group}/{DcpKinds.Version}/{plural}/{name}/log?source={source}&timestamps=true&follow={(follow ? "true" : "false")}";
        var uri = new Uri(_kubernetes.BaseUri, path);
        using var request = new HttpRequestMessage(HttpMethod.Get, uri);
        if (_kubernetes.Credentials is { } credentials)
        {
            await credentials.ProcessHttpRequestAsync(request, cancellationToken);
        }

        using var response = await _kubernetes.HttpClient.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        response.EnsureSuccessStatusCode();
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            yield return line;
        }
    }

    /// <summary>Has DCP stop and remove everything, then end itself.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await Deadline.WithinAsync(CleanupDeadline, $"DCP did not finish cleaning up ({_session})", CleanUpAsync, CancellationToken.None);
        }
        catch (HttpRequestException exception) when (exception.StatusCode is null)
        {
            // It is gone: killed, or ended with what it ran. It cleans up before it ends.
        }
        finally
        {
            _kubernetes.Dispose();
        }
    }

    private async Task CleanUpAsync(CancellationToken cancellationToken)
    {
        await SetStatusAsync("CleaningResources", cancellationToken);
        using var timer = new PeriodicTimer(Poll);
        while (await StatusAsync(cancellationToken) is not ("CleanupComplete" or "Stopping"))
        {
            await timer.WaitForNextTickAsync(cancellationToken);
        }

        await SetStatusAsync("Stopping", cancellationToken);
    }

    private Task<JsonNode?> SetStatusAsync(string status, CancellationToken cancellationToken) =>
        AdminAsync(HttpMethod.Patch, new JsonObject { ["status"] = status }, cancellationToken);

    private async Task<string?> StatusAsync(CancellationToken cancellationToken) =>
        (await AdminAsync(HttpMethod.Get, body: null, cancellationToken))?["status"]?.GetValue<string>();

    private async Task<JsonNode?> AdminAsync(HttpMethod method, JsonNode? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(_kubernetes.BaseUri, "admin/execution"));
        if (body is not null)
        {
            // DCP compares the type as text: a charset behind it would be refused with 415.
            request.Content = new StringContent(body.ToJsonString(), new MediaTypeHeaderValue("application/merge-patch+json"));
        }

        if (_kubernetes.Credentials is { } credentials)
        {
            await credentials.ProcessHttpRequestAsync(request, cancellationToken);
        }

        using var response = await _kubernetes.HttpClient.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }

    private static V1Patch Merge(JsonObject patch) => new(patch.ToJsonString(), V1Patch.PatchType.MergePatch);

    private static async Task WithDeadlineAsync(Func<CancellationToken, Task> request, string what, CancellationToken cancellationToken)
    {
        try
        {
            await Deadline.WithinAsync(RequestDeadline, $"DCP did not {what}", request, cancellationToken);
        }
        catch (HttpOperationException exception)
        {
            throw new DistributedApplicationException($"DCP refused to {what}: {exception.Response.Content}", exception);
        }
    }
}
