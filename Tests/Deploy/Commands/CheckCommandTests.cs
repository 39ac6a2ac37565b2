using System.CommandLine;
using System.Text.Json;
using Deploy.Commands;

namespace Deploy.Tests.Commands;

public sealed class CheckCommandTests
{
    private static readonly string Accepted = Golden.PathOf("check", "every-type", "manifest.json");
    private static readonly string Refused = Golden.PathOf("check", "every-fault", "manifest.json");

    [Fact]
    public void This_repositorys_manifest_is_accepted() => Assert.Equal(0, Run("check", Path.Combine(Golden.RepositoryRoot, "aspire-manifest.json")).Code);

    [Theory]
    [InlineData]
    [InlineData("--json")]
    [InlineData("--markdown")]
    public void The_exit_code_is_0_or_1_in_every_format(params string[] format)
    {
        Assert.Equal(0, Run(["check", Accepted, .. format]).Code);
        Assert.Equal(1, Run(["check", Refused, .. format]).Code);
    }

    [Fact]
    public void A_hosts_file_is_judged_with_it_as_a_plan_would()
    {
        string Case(string name, string file) => Golden.PathOf("plan", name, file);

        // Its edge's certificate and its secrets are where it is deployed from, and not here.
        var (code, output, _) = Run("check", Case("this-repository-on-three-hosts", "manifest.json"), Case("this-repository-on-three-hosts", "hosts.yaml"));
        Assert.Equal(0, code);
        Assert.Contains("hosts.yaml is accepted", Unwrapped(output), StringComparison.Ordinal);

        (code, output, _) = Run("check", Case("every-fault-of-placement", "manifest.json"), Case("every-fault-of-placement", "hosts.yaml"), "--json");
        var paths = JsonDocument.Parse(output).RootElement.GetProperty("faults").EnumerateArray().Select(fault => fault.GetProperty("path").GetString()).ToList();
        Assert.Equal(1, code);
        Assert.Contains("hosts.a.memory", paths);
        Assert.Contains("resources.worker", paths);
        Assert.Contains("sources.mysql", paths);
    }

    /// <summary>Where a line is broken depends on how long the path of the repository is.</summary>
    private static string Unwrapped(string output) => string.Join(' ', output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public void Faults_of_both_files_are_told_at_once()
    {
        var hosts = Golden.PathOf("hosts", "faults-of-form", "hosts.yaml");

        var (code, output, _) = Run("check", Refused, hosts, "--json");

        var files = JsonDocument.Parse(output).RootElement.GetProperty("faults").EnumerateArray().Select(fault => fault.GetProperty("file").GetString()).Distinct();
        Assert.Equal(1, code);
        Assert.Equal([Refused, hosts], files);
    }

    [Fact]
    public void A_hosts_file_that_is_not_there_is_a_fault() => Assert.Equal(1, Run("check", Accepted, "/nowhere/hosts.yaml").Code);

    [Fact]
    public void A_file_that_is_not_there_is_a_fault_for_programs_too()
    {
        var (code, output, _) = Run("check", "/nowhere/manifest.json", "--json");

        var fault = JsonDocument.Parse(output).RootElement.GetProperty("faults")[0];
        Assert.Equal(1, code);
        Assert.Equal("There is no such file.", fault.GetProperty("what").GetString());
    }

    [Fact]
    public void A_folder_and_an_endless_device_are_faults()
    {
        Assert.Equal(1, Run("check", Golden.RepositoryRoot).Code);
        Assert.Contains("longer than 4 MiB", Run("check", "/dev/zero").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("check")]
    [InlineData("check", "a", "b", "c")]
    [InlineData("check", "a", "--json", "--markdown")]
    [InlineData("check", "a", "--jsn")]
    [InlineData("plan", "a", "b", "--strict-latncy")]
    [InlineData("plan", "--strict-latncy")]
    [InlineData("init", "--force")]
    public void A_command_line_that_is_not_understood_ends_with_1(params string[] arguments)
    {
        var (code, _, error) = Run(arguments);

        Assert.Equal(1, code);
        Assert.NotEmpty(error);
    }

    private static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = CommandTree.Root().Parse(arguments).Invoke(new InvocationConfiguration { Output = output, Error = error });
        return (code, output.ToString(), error.ToString());
    }
}
