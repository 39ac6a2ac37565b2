using Deploy.Expressions;
using Deploy.Manifest;
using Deploy.Placement;
using Deploy.Rendering;

namespace Deploy.Resolution;

/// <summary>What one instance is told.</summary>
internal sealed record ResolvedInstance(Instance Instance, IReadOnlyList<KeyValuePair<string, MaskedText>> Environment, IReadOnlyList<MaskedText> Arguments);

/// <summary>An instance was told the address of another: it will connect to it.</summary>
internal sealed record Told(string Service, string FromHost, string Resource, string Binding, string ToHost);

/// <summary>Fills in a workload's values for each of its instances.</summary>
internal sealed class Resolver(ManifestDocument manifest, PlacedSystem placed, Addresses addresses, ParameterValues parameters)
{
    private readonly HashSet<Told> _told = [];

    /// <summary>Who was told whose address so far, in the order of the telling.</summary>
    public IEnumerable<Told> Told => _told;

    public ResolvedInstance Of(Instance instance, PreparedWorkload workload, IEnumerable<KeyValuePair<string, MaskedText>> telemetry)
    {
        var environment = new OrderedDictionary<string, MaskedText>(StringComparer.Ordinal);
        var replicas = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var variable in workload.Variables)
        {
            if (variable is not { Discovery: { } prefix, Target: { } name } || placed.Find(name) is not { Hosts.Count: > 0 } target)
            {
                environment[variable.Name] = Fill(instance, variable, on: null);
                continue;
            }

            // The manifest knows one instance of each; here are all.
            foreach (var host in target.Hosts)
            {
                var index = replicas.GetValueOrDefault(prefix);
                replicas[prefix] = index + 1;
                environment[FormattableString.Invariant($"{prefix}{index}")] = Fill(instance, variable, host);
            }
        }

        // What the manifest says itself wins.
        foreach (var (name, value) in telemetry)
        {
            environment.TryAdd(name, value);
        }

        return new ResolvedInstance(instance, [.. environment], [.. workload.Arguments.Select(argument => Fill(instance, argument, on: null))]);
    }

    private MaskedText Fill(Instance instance, Variable variable, string? on) => MaskedText.Concat(variable.Pieces.Select(piece => piece switch
    {
        TextPiece text => text.Text,
        CredentialPiece credential => credential.Account.Filled(credential.IsUser, credential.Encoded),
        Hole { Reference: BindingReference binding } => Of(instance, binding, variable, on),
        Hole hole => hole.Encoded ? Of(hole.Reference).Escape(Uri.EscapeDataString) : Of(hole.Reference),
        _ => MaskedText.Empty,
    }));

    private string Of(Instance instance, BindingReference reference, Variable variable, string? on)
    {
        // What never runs is nowhere; who refers to it was told a fault.
        if (placed.Find(reference.Resource) is not { } target)
        {
            return "";
        }

        var host = target.Name == instance.Resource.Name ? instance.Host
            : target.Hosts.Count == 0 || variable.ReadsOf == target.Name ? ""
            : on ?? Addresses.Chosen(instance, target);
        if (host.Length > 0 && target.Name != instance.Resource.Name && BindingProperties.IsAddress(reference.Property))
        {
            _told.Add(new Told(instance.Resource.Name, instance.Host, target.Name, reference.Binding, host));
        }

        return addresses.Of(reference, variable, host);
    }

    private MaskedText Of(Reference reference) => reference switch
    {
        InputReference input => parameters.Of(input.Resource, input.Input),
        ContainerImageReference image => ((ContainerResource)manifest.Find(image.Resource)!).Image?.Text ?? image.Resource,
        VolumeReference volume => ((ContainerResource)manifest.Find(volume.Resource)!).Volumes[volume.Index] is var found && volume.OfTarget ? found.Target : found.Name ?? "",
        _ => MaskedText.Empty,
    };
}
