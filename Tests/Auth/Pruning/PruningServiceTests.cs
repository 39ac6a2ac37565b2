using System.Collections.Concurrent;
using Auth.Pruning;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MySqlConnector;

namespace Auth.Tests.Pruning;

public sealed class PruningServiceTests
{
    /// <summary>An exception that leaves a background service ends the process.</summary>
    [Fact]
    public async Task Nothing_that_fails_ends_it_and_it_begins_at_the_start()
    {
        // No such time exists: fails before the database is asked, and not as the database would.
        var impossible = new ExpiredRows("rows", "at", TimeSpan.MaxValue);
        var unreachable = new ExpiredRows("others", "at", TimeSpan.Zero);
        var log = new FailureLog();
        await using var database = new MySqlDataSource("Server=127.0.0.1;Port=1");
        var rarely = Options.Create(new PruningOptions { Interval = TimeSpan.FromDays(1) });
        using var pruning = new PruningService(database, [impossible, unreachable], TimeProvider.System, rarely, log);

        await pruning.StartAsync(CancellationToken.None);
        await log.Second.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal([typeof(ArgumentOutOfRangeException), typeof(MySqlException)], log.Failures.Select(failure => failure.GetType()));
        Assert.False(pruning.ExecuteTask!.IsCompleted, "It has ended.");
        await pruning.StopAsync(CancellationToken.None);
    }

    private sealed class FailureLog : ILogger<PruningService>
    {
        public ConcurrentQueue<Exception> Failures { get; } = [];

        public TaskCompletionSource Second { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (exception is not null)
            {
                Failures.Enqueue(exception);
            }

            if (Failures.Count == 2)
            {
                Second.TrySetResult();
            }
        }
    }
}
