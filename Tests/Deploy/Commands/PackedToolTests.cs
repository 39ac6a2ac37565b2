using System.Diagnostics;

namespace Deploy.Tests.Commands;

/// <summary>The tool as somebody has it who has not this repository: packed, installed from the package, and run in a folder elsewhere.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class PackedToolTests : IDisposable
{
    private static readonly TimeSpan Time = TimeSpan.FromMinutes(3);

    private readonly string _folder = Directory.CreateTempSubdirectory("deploy-tool-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task It_checks_plans_and_renders()
    {
        var configuration = typeof(Golden).Assembly.Location.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";
        await RunAsync("dotnet", ["pack", Path.Combine(Golden.RepositoryRoot, "Deploy"), "--no-build", "--configuration", configuration, "--output", Path.Combine(_folder, "packages"), "--nologo"], expected: 0);
        var package = Path.GetFileNameWithoutExtension(Assert.Single(Directory.GetFiles(Path.Combine(_folder, "packages"), "*.nupkg")));
        await RunAsync("dotnet", ["tool", "install", "deploy", "--tool-path", Path.Combine(_folder, "tools"), "--source", Path.Combine(_folder, "packages"), "--version", package["deploy.".Length..]], expected: 0);
        var tool = Path.Combine(_folder, "tools", "deploy");

        File.Copy(Golden.PathOf("check", "this-repository", "manifest.json"), Path.Combine(_folder, "accepted.json"));
        File.Copy(Golden.PathOf("check", "every-fault", "manifest.json"), Path.Combine(_folder, "refused.json"));
        Assert.Contains("accepted.json is accepted", await RunAsync(tool, ["check", "accepted.json"], expected: 0), StringComparison.Ordinal);
        Assert.Contains("refused.json is refused", await RunAsync(tool, ["check", "refused.json"], expected: 1), StringComparison.Ordinal);
        await RunAsync(tool, ["init", "accepted.json", "--deployment", "elsewhere"], expected: 0);
        Assert.True(File.Exists(Path.Combine(_folder, "hosts.schema.json")));

        // With scripts, key pairs and all: a deployment over three sites.
        File.Copy(Golden.PathOf("plan", "this-repository-on-nine-hosts", "manifest.json"), Path.Combine(_folder, "aspire-manifest.json"));
        File.Copy(Golden.PathOf("plan", "this-repository-on-nine-hosts", "hosts.yaml"), Path.Combine(_folder, "hosts.yaml"), overwrite: true);
        Directory.CreateDirectory(Path.Combine(_folder, "tls"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "tls", "api.pem"), "-----BEGIN CERTIFICATE-----\n");
        await File.WriteAllTextAsync(Path.Combine(_folder, "tls", "api.key"), "-----BEGIN PRIVATE KEY-----\n");
        File.SetUnixFileMode(Path.Combine(_folder, "tls", "api.key"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await RunAsync("sh", ["-c", $"echo smtp://mail.example.no | '{tool}' secrets set smtp"], expected: 0);
        await RunAsync(tool, ["plan"], expected: 2);
        await RunAsync(tool, ["render", "--out", "rendered"], expected: 0);
        await RunAsync(tool, ["plan", "--state", "rendered/state.json"], expected: 0);
    }

    private async Task<string> RunAsync(string program, string[] arguments, int expected)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = _folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };

        // What it installs is in the folder alone, and the test host's own MSBuild settings are not for it.
        start.Environment["DOTNET_CLI_HOME"] = _folder;
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        using var process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(Time);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(deadline.Token), process.StandardError.ReadToEndAsync(deadline.Token));
        await process.WaitForExitAsync(deadline.Token);
        Assert.True(process.ExitCode == expected, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {await output}{await error}");
        return await output;
    }
}
