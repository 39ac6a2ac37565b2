using CliWrap;
using CliWrap.Buffered;

namespace Hosting.Tests.Setup;

public class DockerClientTests
{
    private const string PathLine = "DCP's PATH";

    [Fact]
    public async Task Without_a_docker_client_on_the_PATH_one_is_brought_that_DCP_accepts()
    {
        using var sandbox = new Sandbox().WithBundle().WithoutContainerClients();

        var setup = await sandbox.RunSetupAsync();

        Assert.True(setup.IsSuccess, setup.StandardError);
        var path = Assert.Single(setup.StandardOutput.Split('\n'), line => line.StartsWith(PathLine, StringComparison.Ordinal))[PathLine.Length..].Trim();
        var client = Path.Combine(path.Split(Path.PathSeparator)[0], "docker");
        Assert.StartsWith(sandbox.Cache, client, StringComparison.Ordinal);
        var version = await Cli.Wrap(client).WithArguments(["version", "--format", "{{.Client.Version}} {{.Server.Version}}"]).ExecuteBufferedAsync();
        Assert.Matches(@"^(2[5-9]|[3-9]\d)\.\S+ \d", version.StandardOutput);
        Assert.Empty(Directory.GetDirectories(sandbox.Cache, "work-*"));
    }
}
