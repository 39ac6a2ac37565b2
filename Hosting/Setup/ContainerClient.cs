using Hosting.Setup.Processes;

namespace Hosting.Setup;

/// <summary>The container engine's command line, as DCP finds it on a prepared machine.</summary>
public static class ContainerClient
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    /// <returns>What it printed.</returns>
    /// <exception cref="InvalidOperationException">It failed, or had not ended after two minutes. The message names no argument but the first: others may be secret.</exception>
    public static async Task<string> RunAsync(PreparedMachine machine, CancellationToken cancellationToken, params IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(machine);
        ArgumentNullException.ThrowIfNull(arguments);
        var engine = machine.ContainerRuntime ?? throw new ArgumentException("It was prepared without a container engine.", nameof(machine));

        // By env, so that the PATH of the environment is the one in which the client is looked for.
        var client = new Tool("env", [engine, .. arguments])
        {
            Environment = machine.Environment.ToDictionary(pair => pair.Key, pair => (string?)pair.Value, StringComparer.Ordinal),
            Deadline = Deadline,
        };
        var outcome = await client.RunAsync(cancellationToken).ConfigureAwait(false);
        return outcome.Succeeded
            ? outcome.Output
            : throw new InvalidOperationException($"{engine} {arguments[0]}: {outcome.Reason}");
    }
}
