using CliWrap;
using CliWrap.Buffered;
using Hosting.Setup;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hosting.Tests;

/// <summary>Looks at the container engine that the app hosts use.</summary>
internal static class Docker
{
    internal static async Task<IReadOnlyList<string>> LinesAsync(params string[] args)
    {
        var machine = await Machine.PrepareAsync(new SetupRequest(["docker.io/library/mysql:9.7"], Dashboard: false), NullLogger.Instance, Application.Deadline());
        var result = await Cli.Wrap(machine.ContainerRuntime!).WithArguments(args)
            .WithEnvironmentVariables(variables =>
            {
                foreach (var (name, value) in machine.Environment)
                {
                    variables.Set(name, value);
                }
            })
            .ExecuteBufferedAsync(Application.Deadline());
        return result.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    internal static Task RemoveVolumeAsync(string name) => LinesAsync("volume", "rm", "--force", name);
}
