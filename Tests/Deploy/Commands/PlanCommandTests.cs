using System.CommandLine;
using System.Text.Json;
using Deploy.Commands;

namespace Deploy.Tests.Commands;

/// <summary>plan, render and explain as they are typed, in a folder of their own, for this repository's manifest on two hosts.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class PlanCommandTests : IDisposable
{
    private const string Hosts = """
        deployment: shop-two
        suite: sid
        hosts:
          a: { ssh: root@203.0.113.10, private: 10.0.0.5, site: osl, country: NO }
          b: { ssh: root@203.0.113.11, private: 10.0.0.6, site: osl, country: NO }
        defaults: { on: [a, b], health: /health }
        edge: { on: a, domain: api.example.no, certificate: tls/api.pem, key: tls/api.key }
        resources:
          gateway: { health: { path: /health, binding: health } }
          auth-mysql: { primary: a, replicas: b, reads: auth-reads }
        parameters: { first-admin-email: admin@example.no, public-address: https://api.example.no }
        telemetry: { on: b }

        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("deploy-plan-").FullName;

    public PlanCommandTests()
    {
        File.Copy(Golden.PathOf("check", "this-repository", "manifest.json"), PathOf("manifest.json"));
        File.WriteAllText(PathOf("hosts.yaml"), Hosts);
        Directory.CreateDirectory(PathOf("tls"));
        File.WriteAllText(PathOf("tls/api.pem"), "-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n");
        File.WriteAllText(PathOf("tls/api.key"), "-----BEGIN PRIVATE KEY-----\nthe-edge-key\n-----END PRIVATE KEY-----\n");
        File.SetUnixFileMode(PathOf("tls/api.key"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData]
    [InlineData("--json")]
    [InlineData("--markdown")]
    public void A_plan_ends_with_2_while_there_is_something_to_do_and_with_0_then(params string[] format)
    {
        Assert.Equal(2, Plan(format).Code);
        Assert.False(Directory.Exists(PathOf("secrets")), "A plan writes nothing.");
        Assert.Equal(0, Render("out").Code);
        Assert.Equal(0, Plan([.. format, "--state", PathOf("out/state.json")]).Code);
        File.AppendAllText(PathOf("hosts.yaml"), "admin: [198.51.100.0/24]\n");
        Assert.Equal(2, Plan([.. format, "--state", PathOf("out/state.json")]).Code);
        File.AppendAllText(PathOf("hosts.yaml"), "budgets: { auth: 1ms }\n");
        Assert.Equal(1, Plan(format).Code);
    }

    [Fact]
    public void Secrets_are_written_into_files_of_0600_alone_and_never_printed()
    {
        var rendered = Render("out");
        var secrets = Directory.GetFiles(PathOf("secrets")).Where(path => !Path.GetFileName(path).StartsWith('.')).Select(File.ReadAllText).Append("the-edge-key").ToList();
        Assert.True(secrets.Count > 5);

        foreach (var path in Directory.GetFiles(PathOf("out"), "*", SearchOption.AllDirectories))
        {
            var text = File.ReadAllText(path);
            var holds = secrets.Any(secret => text.Contains(secret, StringComparison.Ordinal) || text.Contains(Uri.EscapeDataString(secret), StringComparison.Ordinal));
            Assert.True(!holds || File.GetUnixFileMode(path) == (UnixFileMode.UserRead | UnixFileMode.UserWrite), path);
        }

        Assert.Contains(Directory.GetFiles(PathOf("out"), "accounts.sql", SearchOption.AllDirectories), path => secrets.Any(secret => File.ReadAllText(path).Contains(secret, StringComparison.Ordinal)));
        string[] said = [rendered.Output, .. new string[][] { [], ["--json"], ["--markdown"] }.Select(format => Plan(format).Output)];
        Assert.All(said, text => Assert.All(secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal)));
    }

    /// <summary>Every folder was of 0700, and so was /etc of a host that somebody copied them to.</summary>
    [Fact]
    public void What_is_rendered_is_shut_as_a_whole_and_within_it_folders_are_as_on_a_host()
    {
        Render("out");

        Assert.Equal(Deploy.Secrets.PrivateFiles.Folder, File.GetUnixFileMode(PathOf("out")));
        Assert.All(
            Directory.GetDirectories(PathOf("out"), "*", SearchOption.AllDirectories), folder => Assert.Equal(Deploy.Rendering.HostFile.Program, File.GetUnixFileMode(folder)));
    }

    [Fact]
    public void Two_renders_are_the_same_bytes()
    {
        Render("one");
        Render("two");

        var files = Directory.GetFiles(PathOf("one"), "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(PathOf("one"), path)).ToList();
        Assert.True(files.Count > 50);
        Assert.All(files, file => Assert.Equal(File.ReadAllBytes(PathOf($"one/{file}")), File.ReadAllBytes(PathOf($"two/{file}"))));
        Assert.Equal(files.Count, Directory.GetFiles(PathOf("two"), "*", SearchOption.AllDirectories).Length);
    }

    [Fact]
    public void A_folder_that_holds_something_is_not_written_into()
    {
        Directory.CreateDirectory(PathOf("out"));
        File.WriteAllText(PathOf("out/mine"), "");

        Assert.Equal(1, Render("out").Code);
        Assert.Equal([PathOf("out/mine")], Directory.GetFileSystemEntries(PathOf("out")));
        Assert.False(Directory.Exists(PathOf("secrets")));
    }

    [Fact]
    public void A_key_that_others_may_read_is_refused()
    {
        File.SetUnixFileMode(PathOf("tls/api.key"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        var (code, output) = Plan(["--json"]);

        Assert.Equal(1, code);
        Assert.Equal("edge.key", JsonDocument.Parse(output).RootElement.GetProperty("faults")[0].GetProperty("path").GetString());
    }

    [Fact]
    public void Explain_says_who_may_connect_and_because_of_what()
    {
        var (code, output) = Run("explain", "a:3306", PathOf("manifest.json"), PathOf("hosts.yaml"), "--store", PathOf("secrets"), "--json");

        var flows = JsonDocument.Parse(output).RootElement.GetProperty("flows").EnumerateArray().Select(flow => flow.GetProperty("who").GetString()).ToList();
        Assert.Equal(0, code);
        Assert.Equal(["auth on a", "auth on b", "auth-mysql on b"], flows.Where(who => !who!.StartsWith("HAProxy", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Contains("resources.auth.env.ConnectionStrings__auth-db", output, StringComparison.Ordinal);
        Assert.Contains("nobody may connect", Run("explain", "a:3307", PathOf("manifest.json"), PathOf("hosts.yaml"), "--store", PathOf("secrets")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("c:3306")]
    [InlineData("a")]
    [InlineData("a:0")]
    [InlineData("a:65536")]
    [InlineData(":1")]
    public void What_is_no_place_of_the_deployment_is_a_fault(string at) =>
        Assert.Equal(1, Run("explain", at, PathOf("manifest.json"), PathOf("hosts.yaml"), "--store", PathOf("secrets")).Code);

    [Fact]
    public void A_state_that_is_not_there_is_a_fault_and_no_first_deploy() => Assert.Equal(1, Plan(["--state", PathOf("state.json")]).Code);

    private (int Code, string Output) Plan(string[] more) => Run(["plan", PathOf("manifest.json"), PathOf("hosts.yaml"), "--store", PathOf("secrets"), .. more]);

    private (int Code, string Output) Render(string folder) =>
        Run("render", PathOf("manifest.json"), PathOf("hosts.yaml"), "--store", PathOf("secrets"), "--out", PathOf(folder));

    private static (int Code, string Output) Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = CommandTree.Root().Parse(arguments).Invoke(new InvocationConfiguration { Output = output, Error = error });
        return (code, output.ToString() + error);
    }

    private string PathOf(string name) => Path.Combine(_folder, name);
}
