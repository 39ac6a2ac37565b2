using System.Globalization;
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

    /// <summary>A thread takes over the priority of the one that starts it: that must never be one of the thread pool's.</summary>
    [Fact]
    public async Task They_have_the_lowest_priority_and_no_other_thread_does()
    {
        using var threads = Threads(new PasswordOptions { Parallel = 4, MaxWait = Long });

        // More continuations that block than the pool has threads: it starts new ones.
        await Task.WhenAll(Enumerable.Range(0, 4 * Environment.ProcessorCount).Select(async _ =>
        {
            await threads.TryRunAsync(() => [], CancellationToken.None).ConfigureAwait(false);
            Thread.Sleep(200);
        }));

        var nicest = Directory.GetDirectories("/proc/self/task")
            .Where(task => Niceness(task) == "19")
            .Select(Name)
            .Where(name => name.Length > 0)
            .ToList();
        Assert.Superset(new HashSet<string> { "hashing 1", "hashing 2", "hashing 3", "hashing 4" }, nicest.ToHashSet());
        Assert.All(nicest, name => Assert.StartsWith("hashing ", name, StringComparison.Ordinal));
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

    [Theory]
    [InlineData(1, "00:00:05", null, 60)]
    [InlineData(2, "00:00:05", null, 120)]
    [InlineData(2, "00:00:09", null, 216)]
    [InlineData(2, "00:00:00.1", null, 2)]
    [InlineData(2, "00:00:05", 7, 7)]
    public void As_many_may_wait_as_get_their_turn_in_time(int parallel, string maxWait, int? maxWaiting, int expected) => Assert.Equal(
        expected,
        new PasswordOptions { Parallel = parallel, MaxWait = TimeSpan.Parse(maxWait, CultureInfo.InvariantCulture), MaxWaiting = maxWaiting }.Places);

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
        while (true)
        {
            var running = threads.TryRunAsync(
                () =>
                {
                    Volatile.Write(ref begun, true);
                    end.Wait(Long);
                    return [];
                },
                CancellationToken.None);

            // Where the machine has better things to do, its wait may be over before its turn comes.
            SpinWait.SpinUntil(() => Volatile.Read(ref begun) || running.IsCompleted);
            if (Volatile.Read(ref begun))
            {
                return running;
            }
        }
    }

    private static HashingThreads Threads(PasswordOptions options) => new(Options.Create(options));

    private static string Name(string task) => Read(task, "comm").Trim();

    /// <summary>Field 19 of the file, counted from 1 (proc_pid_stat(5)). The name before stands in brackets, and may hold spaces.</summary>
    private static string Niceness(string task)
    {
        var fields = Read(task, "stat").Split(") ")[^1].Split(' ');
        return fields.Length > 16 ? fields[16] : "over";
    }

    private static string Read(string task, string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(task, file));
        }
        catch (IOException)
        {
            // The thread has ended since it was listed.
            return string.Empty;
        }
    }
}
