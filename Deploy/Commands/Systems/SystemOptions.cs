using System.CommandLine;

namespace Deploy.Commands.Systems;

/// <summary>What names the files that a deployment is made of, the same for every command that needs them all.</summary>
internal sealed class SystemOptions
{
    private readonly FileArgument _manifest = new("MANIFEST")
    {
        Description = "The file that Aspire wrote.",
        DefaultValueFactory = _ => "aspire-manifest.json",
    };

    private readonly FileArgument _hosts = new("HOSTS") { Description = "What the manifest does not say; deploy init writes one.", DefaultValueFactory = _ => "hosts.yaml" };
    private readonly Option<string?> _state = new("--state") { Description = "The recorded state, state.json; without it, this is the first deploy." };
    private readonly Option<string> _store = new("--store") { Description = "The folder of the deployment's secrets, of mode 0700.", DefaultValueFactory = _ => "secrets" };

    public void AddTo(Command command)
    {
        command.Arguments.Add(_manifest);
        command.Arguments.Add(_hosts);
        command.Options.Add(_state);
        command.Options.Add(_store);
    }

    public SystemPaths Of(ParseResult parsed) =>
        new(parsed.GetRequiredValue(_manifest), parsed.GetRequiredValue(_hosts), parsed.GetValue(_state), parsed.GetRequiredValue(_store));
}

/// <param name="State">Null before the first deploy.</param>
internal sealed record SystemPaths(string Manifest, string Hosts, string? State, string Store);
