using Aspire.Hosting.ApplicationModel;
using Hosting.Run.Dashboard.Wire;

namespace Hosting.Run.Dashboard;

internal static class ConsoleLogs
{
    /// <summary>The lines in as few messages as may be; none is empty.</summary>
    /// <param name="lines">Lines in order.</param>
    /// <param name="max">Characters that a message may hold; a longer line is cut off there.</param>
    internal static IEnumerable<WatchResourceConsoleLogsUpdate> ToWire(IReadOnlyList<LogLine> lines, int max)
    {
        var update = new WatchResourceConsoleLogsUpdate();
        var length = 0;
        foreach (var line in lines)
        {
            var text = line.Content.Length > max ? line.Content[..max] : line.Content;
            if (update.LogLines.Count > 0 && length + text.Length > max)
            {
                yield return update;
                (update, length) = (new WatchResourceConsoleLogsUpdate(), 0);
            }

            update.LogLines.Add(new ConsoleLogLine { Text = text, IsStdErr = line.IsErrorMessage, LineNumber = line.LineNumber });
            length += text.Length;
        }

        if (update.LogLines.Count > 0)
        {
            yield return update;
        }
    }
}
