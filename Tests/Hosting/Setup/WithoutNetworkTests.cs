namespace Hosting.Tests.Setup;

public class WithoutNetworkTests
{
    [FactWithoutNetwork]
    public async Task Without_a_network_every_missing_thing_is_named_at_once_and_nothing_is_left()
    {
        using var sandbox = new Sandbox().WithEmptyHome().WithoutContainerClients();

        var setup = await sandbox.RunSetupAsync(FactWithoutNetworkAttribute.Wrapper);

        Assert.Equal(1, setup.ExitCode);
        Assert.Contains("DCP and the Aspire dashboard: npm error", setup.StandardError, StringComparison.Ordinal);
        Assert.Contains("A docker client of 25.0 or newer", setup.StandardError, StringComparison.Ordinal);
        Assert.Contains($"The image {Docker.MySql}: not tried", setup.StandardError, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(sandbox.Cache));
    }
}
