using Deploy.Hosts.Shapes;
using Deploy.Hosts.Values;

namespace Deploy.Hosts.Blocks;

/// <summary>The way in from outside: nginx with TLS, in front of the manifest's external resource.</summary>
/// <param name="Certificate">A PEM file with the chain, on the machine that deploys.</param>
/// <param name="Key">A PEM file of mode 0600, on the machine that deploys.</param>
/// <param name="Resource">Which one, if several have an external binding.</param>
internal sealed record EdgeBlock(
    Stated<IReadOnlyList<Stated<string>>> On,
    Stated<IReadOnlyList<Stated<string>>> Domain,
    Stated<string> Certificate,
    Stated<string> Key,
    Stated<string> Resource)
{
    public static readonly Block<EdgeBlock> Shape = new(
        "the way in from outside", "{ on: [a], domain: api.example.no, certificate: tls/api.pem, key: tls/api.key }", keys => new(
            On: keys.Required("on", new ListOf<string>(Names.Host), "The hosts that answer on ports 80 and 443 of their public address."),
            Domain: keys.Required("domain", new ListOf<string>(Texts.Domain), "The names that outsiders use."),
            Certificate: keys.Required("certificate", Texts.File, "A PEM file with the whole chain, on the machine that deploys."),
            Key: keys.Required("key", Texts.File, "Its key, a PEM file of mode 0600, on the machine that deploys.", "tls/api.example.no.key"),
            Resource: keys.Optional("resource", Names.Resource, "The resource behind it; needed only if several have an external binding.")));
}
