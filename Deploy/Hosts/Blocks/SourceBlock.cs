using Deploy.Hosts.Shapes;
using Deploy.Hosts.Values;

namespace Deploy.Hosts.Blocks;

/// <summary>Where the packages of one recipe come from.</summary>
/// <param name="Fingerprint">Of the only key whose signature is taken.</param>
/// <param name="Version">The only version that is installed.</param>
/// <param name="Packages">As they are called there; the recipe's own names, which are Debian's, if not stated.</param>
internal sealed record SourceBlock(
    Stated<string> Uri,
    Stated<string> Suite,
    Stated<IReadOnlyList<Stated<string>>> Components,
    Stated<string> Fingerprint,
    Stated<string> Version,
    Stated<IReadOnlyList<Stated<string>>> Packages)
{
    /// <summary>What needs packages of its own.</summary>
    public static readonly Scalar<string> Recipe = Patterns.OneOf(
        "mysql", "rabbitmq", "mongod", "nginx", "haproxy", "chrony", "podman");

    public static readonly Block<SourceBlock> Shape = new("a source of packages", $"{{ uri: {Texts.Uri.Example}, suite: trixie, fingerprint: {Texts.Fingerprint.Example}, version: {Texts.Version.Example} }}", keys => new(
        Uri: keys.Required("uri", Texts.Uri, "The repository's address."),
        Suite: keys.Required("suite", Texts.Word, "The suite."),
        Components: keys.Optional("components", new ListOf<string>(Texts.Word), "The components; main if not stated.", "[main]"),
        Fingerprint: keys.Required("fingerprint", Texts.Fingerprint, "The fingerprint of the key that signs it; no other is taken."),
        Version: keys.Required("version", Texts.Version, "The version; no other is installed."),
        Packages: keys.Optional(
            "packages",
            new ListOf<string>(Texts.Package),
            "What the packages are called there; as Debian calls them if not stated.",
            "[mysql-community-server-core, mysql-community-client-core]")));
}
