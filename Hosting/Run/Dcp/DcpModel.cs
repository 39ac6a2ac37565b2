using System.Text.Json.Serialization;

namespace Hosting.Run.Dcp;

// The objects of DCP's API (github.com/microsoft/dcp), as far as we send or read them. JSON names are the camel-cased ones.

internal sealed record DcpKind<TSpec, TStatus>(string Name, string Plural);

internal static class DcpKinds
{
    internal const string Group = "usvc-dev.developer.microsoft.com";
    internal const string Version = "v1";

    internal static readonly DcpKind<ExecutableSpec, ExecutableStatus> Executable = new("Executable", "executables");
    internal static readonly DcpKind<ContainerSpec, ContainerStatus> Container = new("Container", "containers");
    internal static readonly DcpKind<ContainerNetworkSpec, NoStatus> ContainerNetwork = new("ContainerNetwork", "containernetworks");
    internal static readonly DcpKind<ServiceSpec, ServiceStatus> Service = new("Service", "services");
    internal static readonly DcpKind<EndpointSpec, NoStatus> Endpoint = new("Endpoint", "endpoints");
}

internal sealed record DcpObject<TSpec, TStatus>(
    string ApiVersion, string Kind, DcpMetadata Metadata, TSpec Spec, TStatus? Status = default);

internal sealed record DcpMetadata(string Name, IReadOnlyDictionary<string, string>? Annotations = null);

internal sealed record NoStatus;

internal sealed record EnvironmentVariable(string Name, string Value);

internal sealed record ExecutableSpec(
    string ExecutablePath,
    string? WorkingDirectory,
    IReadOnlyList<string>? Args,
    IReadOnlyList<EnvironmentVariable>? Env,
    string ExecutionType = "Process",
    bool? Stop = null);

internal sealed record ExecutableStatus(
    string? State,
    int? Pid,
    DateTimeOffset? StartupTimestamp,
    DateTimeOffset? FinishTimestamp,
    int? ExitCode,
    IReadOnlyList<EnvironmentVariable>? EffectiveEnv,
    IReadOnlyList<string>? EffectiveArgs);

internal sealed record ContainerSpec(
    string Image,
    string ContainerName,
    IReadOnlyList<VolumeMount>? VolumeMounts,
    IReadOnlyList<ContainerPort>? Ports,
    IReadOnlyList<EnvironmentVariable>? Env,
    IReadOnlyList<string>? Args,
    IReadOnlyList<ContainerNetworkConnection>? Networks,
    IReadOnlyList<CreateFiles>? CreateFiles,
    bool? Persistent = null,
    bool? Stop = null);

internal sealed record VolumeMount(string Type, string? Source, string Target, bool ReadOnly);

internal sealed record CreateFiles(
    string Destination, int? DefaultOwner, int? DefaultGroup, int? Umask, IReadOnlyList<CreatedFile> Entries);

internal sealed record CreatedFile(string Name, int Mode, string? Contents, string? Source, string Type = "file");

internal sealed record ContainerPort(
    [property: JsonPropertyName("containerPort")] int Number,
    int? HostPort,
    [property: JsonPropertyName("hostIP")] string HostIP,
    string Protocol = "TCP");

internal sealed record ContainerNetworkConnection(string Name, IReadOnlyList<string> Aliases);

internal sealed record ContainerStatus(
    string? State,
    string? ContainerId,
    string? Message,
    DateTimeOffset? StartupTimestamp,
    DateTimeOffset? FinishTimestamp,
    int? ExitCode,
    IReadOnlyList<EnvironmentVariable>? EffectiveEnv,
    IReadOnlyList<string>? EffectiveArgs);

internal sealed record ContainerNetworkSpec(string NetworkName, bool? Persistent = null);

internal sealed record ServiceSpec(string? Address, int? Port, string Protocol = "TCP", string AddressAllocationMode = "Localhost");

internal sealed record ServiceStatus(string? State, string? EffectiveAddress, int? EffectivePort);

internal sealed record EndpointSpec(string ServiceName, string? ServiceNamespace, string Address, int Port);

/// <summary>Says, as an annotation on an executable or container, which service it serves.</summary>
internal sealed record ServiceProducer(string ServiceName, string? Address, int? Port)
{
    internal const string Annotation = "service-producer";
}

internal static class DcpStates
{
    internal const string Running = "Running";
    internal const string FailedToStart = "FailedToStart";
    internal const string Exited = "Exited";
    internal const string Finished = "Finished";
    internal const string Terminated = "Terminated";
    internal const string Stopping = "Stopping";
    internal const string RuntimeUnhealthy = "RuntimeUnhealthy";
    internal const string Unknown = "Unknown";
}
