using Deploy.Faults;
using Deploy.Manifest;

namespace Deploy.Hosts.Rules;

/// <summary>What the manifest asks for is stated here, unless it is secret.</summary>
internal static class Parameters
{
    // The input that Aspire gives every parameter; those of a container of the previews are stated as name.input.
    private const string OnlyInput = "value";

    public static void AreStated(HostsFile file, ManifestDocument manifest, FaultList faults)
    {
        var stated = file.Parameters.Select(each => each.Name.Value).ToHashSet();
        foreach (var (key, _) in Inputs(manifest).Where(each => MustBeStated(each.Input) && !stated.Contains(each.Key)))
        {
            faults.Add(
                $"parameters.{key}", Position.None, $"The parameter '{key}' has no value, and the manifest has no default for it.", $"State parameters: {{ {key}: … }}.");
        }
    }

    public static void AreParametersAndNotSecret(HostsFile file, ManifestDocument manifest, FaultList faults)
    {
        var inputs = Inputs(manifest).ToLookup(each => each.Key, each => each.Input);
        foreach (var parameter in file.Parameters.Where(each => manifest.Find(ResourceOf(each.Name).Value) is not null))
        {
            if (!inputs.Contains(parameter.Name.Value))
            {
                faults.Add(parameter.Name.Path, parameter.Name.At, $"'{parameter.Name.Value}' is no parameter of the manifest.", "Remove it.");
            }
            else if (inputs[parameter.Name.Value].Any(input => input.Secret))
            {
                faults.Add(
                    parameter.Name.Path,
                    parameter.Name.At,
                    $"'{parameter.Name.Value}' is secret, and this file is not.",
                    $"Remove it here, take it for known by others, and state a new one by: deploy secrets set {parameter.Name.Value}");
            }
        }
    }

    /// <summary>Every input of the manifest, by the name under which it is stated.</summary>
    public static IEnumerable<(string Key, ParameterInput Input)> Inputs(ManifestDocument manifest) =>
        manifest.Resources.SelectMany(resource => resource.Inputs.Values.Select(input => (KeyOf(resource.Name, input.Name), input)));

    /// <summary>The name under which an input is stated.</summary>
    public static string KeyOf(string resource, string input) => input == OnlyInput ? resource : $"{resource}.{input}";

    /// <summary>Whether nobody but the file's owner can say what it is.</summary>
    public static bool MustBeStated(ParameterInput input) => input is { Secret: false, Generate: null, Default: null };

    public static Stated<string> ResourceOf(Stated<string> key) =>
        key.Value.LastIndexOf('.') is > 0 and var dot ? new(key.Value[..dot], key.Path, key.At) : key;
}
