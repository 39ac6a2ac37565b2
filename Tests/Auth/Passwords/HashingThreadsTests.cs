using Auth.Passwords;
using Microsoft.Extensions.Options;

namespace Auth.Tests.Passwords;

public sealed class HashingThreadsTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Work_runs_on_a_thread_of_its_own_and_its_caller_does_not()
    {
        using var threads = Threads(new PasswordOptions { Parallel = 1 });
        string? name = null;
        var result = await threads.TryRunAsync(
            () =>
            {
                name = Thread.CurrentThread.Name;
                return [1];
            },
            CancellationToken.None);

        Assert.Equal([1], result);
        Assert.Equal("hashing 1", name);
        Assert.NotEqual(name, Thread.CurrentThread.Name);
    }

    /// <summary>Field 19 of <c>/proc/…/stat</c>, counted from 1 (proc_pid_stat(5)).</summary>
    [Fact]
    public async Task It_runs_at_the_lowest_priority_and_nothing_else_does()
    {
        using var threads = Threads(new PasswordOptions { Parallel = 1 });
        var stat = string.Empty;
        await threads.TryRunAsync(
            () =>
            {
                stat = File.ReadAllText("/proc/thread-self/stat");
                return [];
            },
            CancellationToken.None);

        Assert.Equal("19", Niceness(stat));
        Assert.Equal(Niceness(await File.ReadAllTextAsync("/proc/self/stat")), Niceness(await File.ReadAllTextAsync("/proc/thread-self/stat")));
    }

    [Fact]
    public async Task Who_is_cancelled_leaves_the_place_to_the_next()
    {
        using var threads = Threads(new PasswordOptions { Parallel = 1, MaxWaiting = 1, MaxWait = Long });
        using var end = new ManualResetEventSlim();
        var running = Occupy(threads, end);

        using var cancelled = new CancellationTokenSource();
        var first = threads.TryRunAsync(() => throw new InvalidOperationException("Nobody waits for this."), cancelled.Token);
        Assert.Null(await threads.TryRunAsync(() => [1], CancellationToken.None));

        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);

        var second = threads.TryRunAsync(() => [2], CancellationToken.None);
        end.Set();
        Assert.Equal([2], await second);
        await running;
    }

    [Fact]
    public async Task A_wait_ends_and_frees_its_place()
    {
        using var threads = Threads(new PasswordOptions { Parallel = 1, MaxWaiting = 1, MaxWait = TimeSpan.FromMilliseconds(100) });
        using var end = new ManualResetEventSlim();
        var running = Occupy(threads, end);
        for (var round = 0; round < 3; round++)
        {
            Assert.Null(await threads.TryRunAsync(() => [1], CancellationToken.None));
        }

        end.Set();
        await running;

        // Not at the first try where the machine has better things to do.
        byte[]? result = null;
        for (var tried = 0; result is null && tried < 100; tried++)
        {
            result = await threads.TryRunAsync(() => [2], CancellationToken.None);
        }

        Assert.Equal([2], result);
    }

    [Fact]
    public async Task A_failure_is_the_callers_and_the_thread_goes_on()
    {
        using var threads = Threads(new PasswordOptions { Parallel = 1 });
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            threads.TryRunAsync(() => throw new InvalidOperationException("Out of memory."), CancellationToken.None));
        Assert.Equal([1], await threads.TryRunAsync(() => [1], CancellationToken.None));
    }

    /// <summary>Gives what keeps one thread busy until the end is set, once it does.</summary>
    internal static Task<byte[]?> Occupy(HashingThreads threads, ManualResetEventSlim end)
    {
        var begun = false;
        var running = threads.TryRunAsync(
            () =>
            {
                Volatile.Write(ref begun, true);
                end.Wait(Long);
                return [];
            },
            CancellationToken.None);
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref begun), Long));
        return running;
    }

    private static HashingThreads Threads(PasswordOptions options) => new(Options.Create(options));

    // The name before it stands in brackets, and may hold spaces.
    private static string Niceness(string stat) => stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[16];
}
