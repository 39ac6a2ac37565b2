namespace Hosting.Tests.Setup;

public class WithoutNetworkTests
{
    /// <summary>A network namespace of its own, and nothing in it; who is not root needs a kernel that gives users namespaces.</summary>
    private static readonly string[] NoNetwork = Environment.IsPrivilegedProcess ? ["unshare", "--net"] : ["unshare", "--net", "--map-root-user"];

    [Fact]
    public async Task Without_a_network_every_missing_thing_is_named_at_once_and_nothing_is_left()
    {
        using var sandbox = new Sandbox().WithEmptyHome().WithoutContainerClients();

        var setup = await sandbox.RunSetupAsync(NoNetwork);

        Assert.Equal(1, setup.ExitCode);
        Assert.Contains("DCP and the Aspire dashboard: npm error", setup.StandardError, StringComparison.Ordinal);
        Assert.Contains("A docker client of 25.0 or newer", setup.StandardError, StringComparison.Ordinal);
        Assert.Contains($"The image {Docker.MySql}: not tried", setup.StandardError, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(sandbox.Cache));
    }
}
