namespace Hosting.Setup.Processes;

/// <summary>How a program ended.</summary>
internal sealed record Outcome(int ExitCode, string Output, string Error)
{
    public const int NotStarted = -1;

    private const int LinesKept = 6;

    public bool Succeeded => ExitCode == 0;

    /// <summary>The program's last words, for a message.</summary>
    public string Reason
    {
        get
        {
            var text = Error.Length > 0 ? Error : Output;
            var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return lines.Length == 0 ? $"exit code {ExitCode}" : string.Join(" | ", lines.TakeLast(LinesKept));
        }
    }
}
