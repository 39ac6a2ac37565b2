using System.Text.RegularExpressions;
using Deploy.Hosts;
using Deploy.Hosts.Blocks;
using Deploy.Hosts.Templates;

namespace Deploy.Tests.Hosts;

public sealed partial class TemplateTests
{
    private const string Manifest = """
        {
          "resources": {
            "web": {
              "type": "project.v0", "path": "Web/Web.csproj", "env": { "ConnectionStrings__db-reads": "{mysql.connectionString}" },
              "bindings": { "http": { "scheme": "http", "protocol": "tcp", "transport": "http", "external": true } }
            },
            "admin": {
              "type": "project.v1", "path": "Admin/Admin.csproj",
              "bindings": { "http": { "scheme": "http", "protocol": "tcp", "transport": "http", "external": true } }
            },
            "mysql": { "type": "container.v0", "image": "mysql:9.7", "connectionString": "Server=x" },
            "mq": { "type": "container.v0", "image": "docker.io/library/rabbitmq:4.3-management", "connectionString": "amqp://x" },
            "docs": { "type": "container.v0", "image": "docker.io/library/mongo@sha256:0000000000000000000000000000000000000000000000000000000000000000", "connectionString": "mongodb://x" },
            "cache": { "type": "container.v0", "image": "docker.io/library/valkey:9", "volumes": [ { "name": "cache", "target": "/data", "readOnly": false } ] },
            "address": { "type": "parameter.v0", "value": "{address.inputs.value}", "inputs": { "value": { "type": "string" } } },
            "level": { "type": "parameter.v0", "value": "{level.inputs.value}", "inputs": { "value": { "type": "string", "default": { "value": "3" } } } },
            "token": { "type": "parameter.v0", "value": "{token.inputs.value}", "inputs": { "value": { "type": "string", "secret": true } } }
          }
        }
        """;

    private static readonly string[] OfForm = [" is not ", "There is no key", "YAML", "stands twice", "is missing"];

    private static readonly string Written = HostsTemplate.Write(Reading.Manifest(Manifest), "shop", ["a", "b", "c"]);

    [Fact]
    public void Every_key_that_there_is_is_shown()
    {
        var keys = HostsShape.File.Keys.Concat(HostBlock.Shape.Keys).Concat(DefaultsBlock.Shape.Keys).Concat(EdgeBlock.Shape.Keys)
            .Concat(ResourceBlock.Shape.Keys).Concat(TelemetryBlock.Shape.Keys);

        Assert.All(keys, key => Assert.Matches($"(?m)^ *#?{key.Name}:", Written));
    }

    [Fact]
    public void Every_key_that_can_be_switched_on_is_of_the_right_form()
    {
        var on = SwitchedOff().Replace(Written, "${indent}${key}:");

        var faults = Reading.Of(on).Faults.Where(fault => OfForm.Any(part => fault.What.Contains(part, StringComparison.Ordinal)));
        Assert.Empty(faults);
        Assert.NotEqual(Written, on);
    }

    [Fact]
    public void Filled_in_it_has_no_fault()
    {
        var filled = Written;
        foreach (var (key, values) in new (string, string[])[]
        {
            ("ssh", ["203.0.113.1", "203.0.113.2", "203.0.113.3"]), ("private", ["10.0.0.1", "10.0.0.2", "10.0.0.3"]), ("site", ["osl", "osl", "osl"]),
            ("country", ["NO", "NO", "NO"]), ("domain", ["x.no"]), ("certificate", ["c"]), ("key", ["k"]), ("address", ["x"]),
            ("uri", ["https://x.no/debian", "https://y.no/debian", "https://z.no/debian"]), ("suite", ["trixie", "trixie", "trixie"]),
            ("fingerprint", [.. Enumerable.Repeat("BCA43417C3B485DD128EC6D4B7B3B788A8D3785C", 3)]), ("version", ["9.7.4-1", "4.3.6-1", "8.3.1"]),
        })
        {
            foreach (var value in values)
            {
                filled = new Regex($"(?m)^( *{key}):( *#.*)?$", RegexOptions.None, TimeSpan.FromSeconds(1)).Replace(filled, $"$1: {value}", 1);
            }
        }

        Assert.Equal("", Reading.Of(filled, Manifest).Report());
    }

    [Fact]
    public void Secrets_are_named_and_have_no_place_to_write_them()
    {
        Assert.Contains("# token is secret: needs deploy secrets set token\n", Written);
        Assert.DoesNotContain("\n  token:", Written);
    }

    [GeneratedRegex("^(?<indent> *)#(?<key>[a-zA-Z]+):", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SwitchedOff();
}
