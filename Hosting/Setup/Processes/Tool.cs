using System.ComponentModel;
using CliWrap;
using CliWrap.Buffered;

namespace Hosting.Setup.Processes;

/// <summary>Runs a program with a deadline. Arguments are passed as they are; no shell sees them.</summary>
/// <param name="Name">A path, or a name to be found on the PATH.</param>
internal sealed record Tool(string Name, params IReadOnlyList<string> Arguments)
{
    /// <summary>For programs that only look.</summary>
    public static readonly TimeSpan Short = TimeSpan.FromSeconds(20);

    /// <summary>For programs that download or build.</summary>
    public static readonly TimeSpan Long = TimeSpan.FromMinutes(15);

    public TimeSpan Deadline { get; init; } = Short;

    public string WorkingDirectory { get; init; } = Path.GetTempPath();

    /// <summary>Added to this process's own variables; null removes one.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>Never throws for what the program does: a program that is absent or too slow has failed, and says so in its error text.</summary>
    public async Task<Outcome> RunAsync(CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Deadline);
        try
        {
            var result = await Cli.Wrap(Name)
                .WithArguments(Arguments)
                .WithWorkingDirectory(WorkingDirectory)
                .WithEnvironmentVariables(Environment)
                .WithValidation(CommandResultValidation.None)
                .ExecuteBufferedAsync(deadline.Token)
                .ConfigureAwait(false);
            return new Outcome(result.ExitCode, result.StandardOutput.Trim(), result.StandardError.Trim());
        }
        catch (Exception exception) when (exception is Win32Exception || exception.InnerException is Win32Exception)
        {
            return new Outcome(Outcome.NotStarted, "", $"{Name} could not be started: {exception.Message}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Outcome(Outcome.NotStarted, "", $"{Path.GetFileName(Name)} did not end within {Deadline.TotalSeconds:0} s");
        }
    }
}
