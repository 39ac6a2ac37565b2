using Deploy.Faults;
using Deploy.Manifest;
using Deploy.Manifest.References;

namespace Deploy.Commands.Check;

/// <summary>What <c>deploy check</c> says, in every format. Its JSON is read by programs: names here are its contract.</summary>
/// <param name="Hosts">The hosts.yaml that was judged with it; null if it was judged alone.</param>
/// <param name="Faults">From the top of each file on; none if it is accepted.</param>
/// <param name="Untold">How many faults there are beyond these.</param>
internal sealed record CheckReport(
    string File,
    string? Hosts,
    bool Accepted,
    IReadOnlyList<Fault> Faults,
    int Untold,
    IReadOnlyList<CheckedResource> Resources,
    IReadOnlyList<CheckedParameter> Parameters,
    IReadOnlyList<CheckedConnection> Connections)
{
    public static CheckReport Of(ManifestDocument? manifest, string? hosts, FaultList ofManifest, FaultList ofHosts) => new(
        ofManifest.File, hosts, ofManifest.Count + ofHosts.Count == 0, [.. ofManifest, .. ofHosts], ofManifest.Untold + ofHosts.Untold,
        [.. manifest?.Resources.Select(CheckedResource.Of) ?? []],
        [.. manifest?.Resources.SelectMany(CheckedParameter.Of) ?? []],
        manifest is null ? [] : [.. ReferenceGraph.Of(manifest).Connections.Select(CheckedConnection.Of)]);
}

internal sealed record CheckedResource(string Name, string Type, int Line, IReadOnlyList<CheckedBinding> Bindings)
{
    public static CheckedResource Of(Resource resource) =>
        new(resource.Name, resource.Type, resource.At.Line, [.. (resource as Workload)?.Bindings.Values.Select(CheckedBinding.Of) ?? []]);
}

/// <param name="Port">What others connect to; null where the manifest leaves it open.</param>
internal sealed record CheckedBinding(string Name, string Scheme, int? Port, bool External)
{
    public static CheckedBinding Of(Binding binding) => new(binding.Name, binding.Scheme, binding.Port ?? binding.TargetPort, binding.External);
}

/// <param name="Origin">stated: by whoever deploys; generated; or preset by the manifest.</param>
internal sealed record CheckedParameter(string Name, bool Secret, string Origin)
{
    public static IEnumerable<CheckedParameter> Of(Resource resource) => resource.Inputs.Values.Select(input => new CheckedParameter(
        input.Name is "value" ? resource.Name : $"{resource.Name}.{input.Name}",
        input.Secret,
        input.Generate is not null ? "generated" : input.Default is not null ? "preset" : "stated"));
}

/// <param name="Because">Each place that says so, with the values in between.</param>
internal sealed record CheckedConnection(string From, string To, string Binding, IReadOnlyList<string> Because)
{
    public static CheckedConnection Of(Connection connection) =>
        new(connection.From, connection.To, connection.Binding, [.. connection.Because.Select(use => use.ToString())]);
}
