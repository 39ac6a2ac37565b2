using Deploy.Hosts;
using Deploy.Hosts.Rules;
using Deploy.Manifest;
using Deploy.Rendering;
using Deploy.Secrets;

namespace Deploy.Resolution;

/// <summary>What the manifest's parameters are: stated, preset, or kept among the secrets.</summary>
internal sealed class ParameterValues(ManifestDocument manifest, HostsFile file, SecretSet secrets)
{
    private readonly Dictionary<string, string> _stated = file.Parameters.Where(each => each.Value.IsStated)
        .ToDictionary(each => each.Name.Value, each => each.Value.Value, StringComparer.Ordinal);

    private readonly Dictionary<(string Resource, string Input), MaskedText> _known = [];

    /// <param name="resource">A parameter, or a container of the previews that has inputs.</param>
    public MaskedText Of(string resource, string input)
    {
        if (!_known.TryGetValue((resource, input), out var value))
        {
            var found = manifest.Find(resource)!.Inputs[input];
            _known[(resource, input)] = value = Resolve(Parameters.KeyOf(resource, input), found);
        }

        return value;
    }

    private MaskedText Resolve(string key, ParameterInput input) => input switch
    {
        { Secret: false } when _stated.TryGetValue(key, out var stated) => stated,
        { Secret: false, Default: { } preset } => preset,
        { Default: { Length: > 0 } preset } => new Secret(preset),

        // Also one that is not called secret: whoever is told it by nobody takes it for one.
        { Generate: { } rules } => secrets.Get(key, rules),
        { Secret: true } => secrets.GetStated(key),
        _ => MaskedText.Empty,
    };
}
