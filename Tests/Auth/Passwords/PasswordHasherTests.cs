using Auth.Passwords;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Auth.Tests.Passwords;

public sealed class PasswordHasherTests
{
    private const string Password = "correct horse battery staple";

    [Fact]
    public async Task A_password_matches_its_hash_and_no_other()
    {
        using var threads = Threads(Patient());
        var hasher = Hasher(threads, Patient());
        var hash = await hasher.TryHashAsync(Password, CancellationToken.None);

        Assert.StartsWith("$argon2id$v=19$m=19456,t=2,p=1$", hash, StringComparison.Ordinal);
        Assert.Equal(PasswordCheck.Right, await hasher.TryVerifyAsync(Password, hash, CancellationToken.None));
        Assert.Equal(PasswordCheck.Wrong, await hasher.TryVerifyAsync(Password + " ", hash, CancellationToken.None));
        Assert.Equal(PasswordCheck.Wrong, await hasher.TryVerifyAsync(Password, storedHash: null, CancellationToken.None));
        Assert.Equal(PasswordCheck.Wrong, await hasher.TryVerifyAsync(Password, "$argon2id$forged", CancellationToken.None));
    }

    [Fact]
    public async Task Two_hashes_of_one_password_differ()
    {
        using var threads = Threads(Patient());
        var hasher = Hasher(threads, Patient());
        Assert.NotEqual(
            await hasher.TryHashAsync(Password, CancellationToken.None), await hasher.TryHashAsync(Password, CancellationToken.None));
    }

    [Theory]
    [InlineData(19 * 1024, 3, true)]
    [InlineData(20 * 1024, 2, true)]
    [InlineData(19 * 1024, 2, false)]
    public async Task A_hash_made_with_less_work_than_is_configured_now_is_outdated(int memoryKib, int passes, bool isOutdated)
    {
        using var threads = Threads(Patient());
        var hash = await Hasher(threads, Patient()).TryHashAsync(Password, CancellationToken.None);
        var now = Hasher(threads, Patient(memoryKib, passes));
        var expected = isOutdated ? PasswordCheck.RightButOutdated : PasswordCheck.Right;
        Assert.Equal(expected, await now.TryVerifyAsync(Password, hash, CancellationToken.None));
        Assert.Equal(PasswordCheck.Wrong, await now.TryVerifyAsync("another one", hash, CancellationToken.None));
    }

    [Fact]
    public async Task Who_gets_no_turn_is_told_so()
    {
        var options = new PasswordOptions { Parallel = 1, MaxWait = TimeSpan.FromMilliseconds(100) };
        using var threads = Threads(options);
        using var end = new ManualResetEventSlim();
        var running = HashingThreadsTests.Occupy(threads, end);

        Assert.Equal(PasswordCheck.Busy, await Hasher(threads, options).TryVerifyAsync(Password, storedHash: null, CancellationToken.None));
        Assert.Null(await Hasher(threads, options).TryHashAsync(Password, CancellationToken.None));
        end.Set();
        await running;
    }

    [Fact]
    public async Task Whom_nobody_waits_for_gets_a_turn_in_the_end()
    {
        var options = new PasswordOptions { Parallel = 1, MaxWait = TimeSpan.FromMilliseconds(100) };
        using var threads = Threads(options);
        using var end = new ManualResetEventSlim();
        var running = HashingThreadsTests.Occupy(threads, end);

        var hash = Hasher(threads, options).HashAsync(Password, CancellationToken.None);
        using var cancelled = new CancellationTokenSource(3 * options.MaxWait);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Hasher(threads, options).HashAsync(Password, cancelled.Token));
        Assert.False(hash.IsCompleted, "There was no turn.");

        end.Set();
        await running;
        Assert.StartsWith("$argon2id$", await hash, StringComparison.Ordinal);
    }

    /// <summary>The machine may have better things to do.</summary>
    private static PasswordOptions Patient(int memoryKib = 19 * 1024, int passes = 2) =>
        new() { MemoryKib = memoryKib, Passes = passes, MaxWait = TimeSpan.FromSeconds(30) };

    private static HashingThreads Threads(PasswordOptions options) => new(Options.Create(options));

    private static PasswordHasher Hasher(HashingThreads threads, PasswordOptions options) =>
        new(threads, Options.Create(options), NullLogger<PasswordHasher>.Instance);
}
