using System.Text.Json;
using System.Text.Json.Serialization;
using Hosting.Setup.Processes;

namespace Hosting.Setup.Engine;

/// <summary>
/// What <c>dcp info</c> says of a container runtime:
/// <c>{"version":"0.25.13",…,"containers":{"runtime":"docker","hostName":"host.docker.internal","installed":true,"running":false,"error":"…"}}</c>.
/// </summary>
internal sealed record DcpVerdict(
    [property: JsonPropertyName("runtime")] string Runtime,
    [property: JsonPropertyName("installed")] bool Installed,
    [property: JsonPropertyName("running")] bool Running,
    [property: JsonPropertyName("error")] string? Error)
{
    public static async Task<DcpVerdict> AskAsync(
        string dcp, string runtime, IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken)
    {
        var info = new Tool(dcp, "info", "--container-runtime", runtime)
        {
            Environment = environment.ToDictionary(pair => pair.Key, pair => (string?)pair.Value, StringComparer.Ordinal),
        };
        var outcome = await info.RunAsync(cancellationToken).ConfigureAwait(false);
        return (outcome.Succeeded ? Parse(outcome.Output) : null) ?? new DcpVerdict(runtime, Installed: false, Running: false, "dcp info: " + outcome.Reason);
    }

    internal static DcpVerdict? Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<Info>(json)?.Containers;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Info([property: JsonPropertyName("containers")] DcpVerdict? Containers);
}
