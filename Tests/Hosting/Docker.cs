using CliWrap;
using CliWrap.Buffered;
using Hosting.Setup;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hosting.Tests;

/// <summary>Looks at the container engine that the app hosts use.</summary>
internal static class Docker
{
    /// <summary>The image of MySQL that the app hosts name; <see cref="PreparedMachine.Images"/> may have another in its place.</summary>
    internal const string MySql = "docker.io/library/mysql:9.7";

    internal static Task<PreparedMachine> MachineAsync() =>
        Machine.PrepareAsync(new SetupRequest([MySql], Dashboard: false), NullLogger.Instance, Application.Deadline());

    internal static async Task<IReadOnlyList<string>> LinesAsync(params string[] args)
    {
        var result = await RunAsync(args);
        return result.IsSuccess
            ? result.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            : throw new InvalidOperationException($"{string.Join(' ', args)}: {result.StandardError}");
    }

    /// <summary>However it ends.</summary>
    internal static async Task<BufferedCommandResult> RunAsync(params string[] args)
    {
        var machine = await MachineAsync();
        return await Cli.Wrap(machine.ContainerRuntime!).WithArguments(args)
            .WithEnvironmentVariables(machine.Environment.ToDictionary(pair => pair.Key, pair => (string?)pair.Value, StringComparer.Ordinal))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(Application.Deadline());
    }

    internal static Task RemoveVolumeAsync(string name) => LinesAsync("volume", "rm", "--force", name);
}
