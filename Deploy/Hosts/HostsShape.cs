using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Deploy.Hosts.Blocks;
using Deploy.Hosts.Shapes;
using Deploy.Hosts.Values;

namespace Deploy.Hosts;

/// <summary>The whole of hosts.yaml, key by key.</summary>
internal static class HostsShape
{
    public static readonly Block<HostsFile> File = new("a deployment", "deployment: shop-prod", keys => new(
        Deployment: keys.Required("deployment", Names.Deployment, "The deployment's name. A host that belongs to another one refuses."),
        Suite: keys.Optional(
            "suite",
            Patterns.OneOf("trixie", "sid"),
            "The suite of Debian that the hosts run: trixie (Debian 13) if not stated; a lab may run sid. Hosts with another one are refused."),
        Hosts: keys.Required("hosts", new MapOf<string, HostBlock>(Names.Host, HostBlock.Shape), "The virtual machines, by short names of your own.").Or([]),
        WireGuard: keys.Optional(
            "wireguard", Quantities.Flag, "Whether the private network is one that we make: needed as soon as hosts stand on more than one site."),
        Defaults: keys.Optional("defaults", DefaultsBlock.Shape, "What holds for every resource that does not say otherwise."),
        Edge: keys.Optional("edge", EdgeBlock.Shape, "The way in from outside: nginx with TLS."),
        Resources: keys.Optional(
            "resources", new MapOf<string, ResourceBlock>(Names.Resource, ResourceBlock.Shape), "The manifest's projects and containers, by name.").Or([]),
        Parameters: keys.Optional(
            "parameters", new MapOf<string, string>(Names.Resource, Texts.Value), "The manifest's parameters, by name. Secret ones by: deploy secrets set NAME").Or([]),
        Sites: keys.Optional("sites", SitesBlock.Shape, "How far the sites are from one another."),
        Budgets: keys.Optional(
            "budgets",
            new MapOf<string, TimeSpan>(Names.Resource, Quantities.Duration),
            "How long an outside caller of the resource may have to wait for the network, at most.").Or([]),
        Telemetry: keys.Optional("telemetry", TelemetryBlock.Shape, "The dashboard that receives every process's telemetry."),
        Admin: keys.Optional(
            "admin", new ListOf<IPNetwork>(Addresses.Network), "The networks from which SSH may be reached; without it, from everywhere.").Or([]),
        Sources: keys.Optional(
            "sources", new MapOf<string, SourceBlock>(SourceBlock.Recipe, SourceBlock.Shape), "Where packages come from that Debian does not have, or not as new.").Or([])));

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>For editors, in JSON Schema 2020-12: the whole text of hosts.schema.json.</summary>
    public static string SchemaText()
    {
        var schema = File.Schema();
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", "hosts.yaml of deploy");
        // Long, and used often.
        schema["$defs"] = new JsonObject { ["country"] = new JsonObject { ["enum"] = new JsonArray([.. Countries.All.Select(code => JsonValue.Create(code))]) } };
        return schema.ToJsonString(Indented) + "\n";
    }
}
