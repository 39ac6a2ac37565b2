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
    [InlineData("check", "a", "b")]
    [InlineData("check", "a", "--json", "--markdown")]
    [InlineData("check", "a", "--jsn")]
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
