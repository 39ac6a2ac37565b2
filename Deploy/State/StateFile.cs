using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Deploy.Faults;

namespace Deploy.State;

/// <summary>Reads and writes <c>state.json</c>. What it does not know is a fault: a plan from half a state would be a wrong one.</summary>
internal static class StateFile
{
    /// <summary>In bytes. A thousand hosts take a tenth of it.</summary>
    public const int MaxLength = 512 * 1024 * 1024;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNameCaseInsensitive = false,
        NumberHandling = JsonNumberHandling.Strict,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
    };

    /// <param name="utf8">The file's bytes.</param>
    /// <param name="deployment">What hosts.yaml calls the deployment.</param>
    /// <param name="faults">Takes what is wrong, and names the file.</param>
    /// <returns>Null, with a fault, if it is no state of this deployment.</returns>
    public static RecordedState? Read(ReadOnlySpan<byte> utf8, string deployment, FaultList faults) =>
        Parse(utf8, faults) is { } state ? Of(state, deployment, faults) : null;

    /// <returns>Null, with a fault, if it is no state.</returns>
    public static RecordedState? Parse(ReadOnlySpan<byte> utf8, FaultList faults)
    {
        RecordedState? state;
        try
        {
            state = JsonSerializer.Deserialize<RecordedState>(utf8, Options);
        }
        catch (JsonException broken)
        {
            var at = broken.LineNumber is { } line ? new Position((int)line + 1, (int)(broken.BytePositionInLine ?? 0) + 1) : Position.None;
            faults.Add(broken.Path?.TrimStart('$', '.') ?? "", at, "This is not a recorded state that can be read.", "Take the file that the last apply wrote.");
            return null;
        }

        if (state is null || state.Format != RecordedState.CurrentFormat || !IsWhole(state))
        {
            faults.Add("format", Position.None, "This is not a recorded state that can be read.", $"Take the file that the last apply wrote, of format {RecordedState.CurrentFormat}.");
            return null;
        }

        return state;
    }

    /// <returns>Null, with a fault, if it is another deployment's.</returns>
    public static RecordedState? Of(RecordedState state, string deployment, FaultList faults)
    {
        if (state.Deployment != deployment)
        {
            faults.Add(
                "deployment", Position.None, $"This is the state of '{state.Deployment}', and hosts.yaml is of '{deployment}'.", "Take the state of this deployment.");
            return null;
        }

        return state;
    }

    /// <summary>The same state gives the same bytes, whatever order it was put together in.</summary>
    public static byte[] Write(RecordedState state) => [.. JsonSerializer.SerializeToUtf8Bytes(Sorted(state), Options), (byte)'\n'];

    private static RecordedState Sorted(RecordedState state) => state with
    {
        Resources = Sorted(state.Resources),
        Ports = Sorted(state.Ports),
        Secrets = Sorted(state.Secrets),
        Hosts = Sorted(state.Hosts, host => new RecordedHost(Sorted(host.Files), Sorted(host.Units), [.. host.Packages.Order(StringComparer.Ordinal)])),
    };

    private static SortedDictionary<string, T> Sorted<T>(IReadOnlyDictionary<string, T> map) => Sorted(map, value => value);

    private static SortedDictionary<string, TTo> Sorted<T, TTo>(IReadOnlyDictionary<string, T> map, Func<T, TTo> convert)
    {
        var sorted = new SortedDictionary<string, TTo>(StringComparer.Ordinal);
        foreach (var (key, value) in map)
        {
            sorted.Add(key, convert(value));
        }

        return sorted;
    }

    // The serializer checks what a property may be, and not what a list or a map may hold.
    private static bool IsWhole(RecordedState state) =>
        state.Resources.Values.All(resource => resource is not null && resource.Hosts.All(host => host is not null))
        && state.Ports.Values.All(port => port is >= 1 and <= IPEndPoint.MaxPort)
        && state.Secrets.Values.All(digest => digest is not null)
        && state.Hosts.Values.All(host => host is not null
            && host.Files.Values.All(file => file is not null)
            && host.Units.Values.All(unit => unit is not null)
            && host.Packages.All(package => package is not null));
}
