using System.Diagnostics;

namespace Hosting.Tests.Manifest;

/// <summary>
/// What Aspire 13.5.2 wrote for an AppHost.cs, ours must write for the same file, byte for byte. Of case2, the lines that are about
/// MongoDB are taken out, of AppHost.cs and manifest alike, until this app host has it.
/// </summary>
public class GoldenManifestTests
{
    [Theory]
    [InlineData("case1")]
    [InlineData("case2")]
    public async Task The_manifest_is_what_Aspire_writes(string name)
    {
        var folder = Path.Combine(Repository.Root, "Tests", "Hosting", "Golden", name);
        var written = Path.Combine(folder, $"written-{Guid.NewGuid():N}.json");
        try
        {
            await PublishAsync(Path.Combine("Tests", "Hosting", "Golden", name, "AppHost"), written);
            Assert.Equal(await File.ReadAllTextAsync(Path.Combine(folder, "aspire-manifest.json")), await File.ReadAllTextAsync(written));
        }
        finally
        {
            File.Delete(written);
        }
    }

    [Fact]
    public async Task The_committed_manifest_is_the_one_that_the_AppHost_writes()
    {
        var written = Path.Combine(Repository.Root, $"written-{Guid.NewGuid():N}.json");
        try
        {
            await PublishAsync("AppHost", written);
            Assert.Equal(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "aspire-manifest.json")), await File.ReadAllTextAsync(written));
        }
        finally
        {
            File.Delete(written);
        }
    }

    private static async Task PublishAsync(string appHost, string path)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var process = Process.Start(new ProcessStartInfo("dotnet")
        {
            ArgumentList = { "exec", Repository.Output(appHost, "AppHost.dll"), "--publisher", "manifest", "--output-path", path },
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = await Task.WhenAll(
            process.StandardOutput.ReadToEndAsync(deadline.Token), process.StandardError.ReadToEndAsync(deadline.Token));
        await process.WaitForExitAsync(deadline.Token);
        Assert.True(process.ExitCode == 0, string.Concat(output));
    }
}
