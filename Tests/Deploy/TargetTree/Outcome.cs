using System.Diagnostics;

namespace Deploy.Tests.TargetTree;

/// <summary>What a program said, and how it ended.</summary>
internal sealed record Outcome(int ExitCode, string Output, string Error)
{
    /// <summary>Both, for programs that tell faults on either.</summary>
    public string Said => Output + Error;

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="TimeoutException">It took longer than <paramref name="deadline"/>, and was killed.</exception>
    public static async Task<Outcome> OfAsync(ProcessStartInfo start, TimeSpan deadline, string? input = null)
    {
        start.UseShellExecute = false;
        start.RedirectStandardOutput = start.RedirectStandardError = start.RedirectStandardInput = true;
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(deadline);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var error = process.StandardError.ReadToEndAsync(patience.Token);
            await process.StandardInput.WriteAsync(input.AsMemory(), patience.Token);
            process.StandardInput.Close();
            await process.WaitForExitAsync(patience.Token);
            return new(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException canceled)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{start.FileName} {string.Join(' ', start.ArgumentList)} did not end within {deadline}.", canceled);
        }
    }
}
