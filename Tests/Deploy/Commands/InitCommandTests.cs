using System.CommandLine;
using Deploy.Commands;

namespace Deploy.Tests.Commands;

public sealed class InitCommandTests : IDisposable
{
    private static readonly string Manifest = Golden.PathOf("init", "three-hosts", "manifest.json");

    private readonly string _folder = Directory.CreateTempSubdirectory("deploy-init-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Writes_the_file_and_its_schema()
    {
        var output = Path.Combine(_folder, "prod", "hosts.yaml");

        var (code, told, _) = Run("init", Manifest, "--output", output, "--deployment", "shop-prod", "--hosts", "a", "b", "c");

        Assert.Equal(0, code);
        Assert.Contains("Fill in what is blank", told, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllText(Golden.PathOf("init", "three-hosts", "hosts.yaml")), File.ReadAllText(output));
        Assert.Equal(File.ReadAllText(Path.Combine(Golden.RepositoryRoot, "Deploy", "hosts.schema.json")), File.ReadAllText(Path.Combine(_folder, "prod", "hosts.schema.json")));
    }

    [Fact]
    public void Writes_over_nothing_unless_told_to()
    {
        var output = Path.Combine(_folder, "hosts.yaml");
        File.WriteAllText(output, "deployment: mine");

        Assert.Equal(1, Run("init", Manifest, "-o", output).Code);
        Assert.Equal("deployment: mine", File.ReadAllText(output));
        Assert.Equal(0, Run("init", Manifest, "-o", output, "--force").Code);
        Assert.NotEqual("deployment: mine", File.ReadAllText(output));
    }

    [Fact]
    public void A_manifest_with_faults_gives_them_and_no_file()
    {
        var output = Path.Combine(_folder, "hosts.yaml");

        var (code, _, error) = Run("init", Golden.PathOf("check", "every-fault", "manifest.json"), "-o", output);

        Assert.Equal(1, code);
        Assert.True(error.Split('\n').Length > 10);
        Assert.False(File.Exists(output));
    }

    [Theory]
    [InlineData("--deployment", "Shop Prod")]
    [InlineData("--hosts", "a b")]
    [InlineData("--hosts", "../a")]
    public void Names_that_the_reader_would_refuse_are_refused(string option, string value)
    {
        var output = Path.Combine(_folder, "hosts.yaml");

        Assert.Equal(1, Run("init", Manifest, "-o", output, option, value).Code);
        Assert.False(File.Exists(output));
    }

    private static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = CommandTree.Root().Parse(arguments).Invoke(new InvocationConfiguration { Output = output, Error = error });
        return (code, output.ToString(), error.ToString());
    }
}
