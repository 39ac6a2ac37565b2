using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Aspire.Hosting.ApplicationModel;

/// <param name="LineNumber">1 for the first line of the instance.</param>
/// <param name="Content">When it was written (RFC 3339), a space, and the line without its end.</param>
/// <param name="IsErrorMessage">Whether it came by standard error.</param>
public readonly record struct LogLine(int LineNumber, string Content, bool IsErrorMessage);

/// <summary>The console output of every instance of every resource: the newest lines, and those to come.</summary>
public sealed class ResourceLoggerService
{
    private readonly ConcurrentDictionary<string, Console> _consoles = new(StringComparer.Ordinal);

    /// <summary>The lines kept, then each new one, in batches.</summary>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(string resourceId, CancellationToken cancellationToken = default) =>
        Of(resourceId).WatchAsync(cancellationToken);

    /// <summary>A line of the instance's own output, which begins with its time.</summary>
    internal void Append(string resourceId, string line, bool isError) => Of(resourceId).Append(line, isError);

    /// <summary>A line that the app host says about the instance.</summary>
    internal void Say(string resourceId, string line) => Append(resourceId, $"{DateTime.UtcNow:O} {line}", isError: true);

    internal IReadOnlyList<LogLine> Last(string resourceId, int count) => Of(resourceId).Last(count);

    /// <summary>Why an instance is as it is: its state, its exit code, its health, its last lines.</summary>
    internal string Describe(ResourceEvent instance)
    {
        const int Shown = 20;
        var code = instance.Snapshot.ExitCode is { } exitCode ? $" with exit code {exitCode}" : "";
        var health = string.Concat(instance.Snapshot.HealthReports.Where(report => report.Description is not null)
            .Select(report => $" {report.Name}: {report.Description}"));
        var lines = Last(instance.ResourceId, Shown);
        var log = lines.Count == 0 ? " It wrote nothing." : $" Its last lines:\n{string.Join('\n', lines.Select(line => "    " + WithoutTime(line.Content)))}";
        return $"{instance.ResourceId} is {instance.Snapshot.State?.Text}{code}.{health}{log}";
    }

    private static string WithoutTime(string content) => content[(content.IndexOf(' ', StringComparison.Ordinal) + 1)..];

    private Console Of(string resourceId) => _consoles.GetOrAdd(resourceId, _ => new Console());

    private sealed class Console
    {
        private const int Kept = 10_000;
        private readonly Lock _lock = new();
        private readonly Queue<LogLine> _lines = new();
        private readonly List<Channel<LogLine>> _watchers = [];
        private int _count;

        internal void Append(string content, bool isError)
        {
            lock (_lock)
            {
                var line = new LogLine(++_count, content, isError);
                _lines.Enqueue(line);
                if (_lines.Count > Kept)
                {
                    _lines.Dequeue();
                }

                foreach (var watcher in _watchers)
                {
                    watcher.Writer.TryWrite(line);
                }
            }
        }

        internal IReadOnlyList<LogLine> Last(int count)
        {
            lock (_lock)
            {
                return [.. _lines.TakeLast(count)];
            }
        }

        internal async IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            // A reader that lags loses the oldest lines, as in any console; the line numbers tell of the gap.
            var channel = Channel.CreateBounded<LogLine>(new BoundedChannelOptions(Kept) { FullMode = BoundedChannelFullMode.DropOldest });
            IReadOnlyList<LogLine> kept;
            lock (_lock)
            {
                kept = [.. _lines];
                _watchers.Add(channel);
            }

            try
            {
                yield return kept;
                while (await channel.Reader.WaitToReadAsync(cancellationToken))
                {
                    var batch = new List<LogLine>();
                    while (batch.Count < 1_000 && channel.Reader.TryRead(out var line))
                    {
                        batch.Add(line);
                    }

                    yield return batch;
                }
            }
            finally
            {
                lock (_lock)
                {
                    _watchers.Remove(channel);
                }
            }
        }
    }
}
