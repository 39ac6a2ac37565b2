using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using NSec.Cryptography;

namespace Auth.Passwords;

/// <summary>Argon2id by libsodium, as many at a time as there are <see cref="HashingThreads"/>.</summary>
internal sealed partial class PasswordHasher(
    HashingThreads threads, IOptions<PasswordOptions> options, ILogger<PasswordHasher> logger)
{
    private readonly PasswordOptions _options = options.Value;

    /// <summary>
    /// A <see cref="PhcString"/>, which names its parameters, so that it stays verifiable when others are configured.
    /// Null if no turn came in time.
    /// </summary>
    public async Task<string?> TryHashAsync(string password, CancellationToken cancellationToken)
    {
        var salt = RandomNumberGenerator.GetBytes(PhcString.SaltBytes);
        var hash = await DeriveAsync(password, _options.MemoryKib, _options.Passes, salt, cancellationToken);
        return hash is null ? null : new PhcString(_options.MemoryKib, _options.Passes, salt, hash).ToString();
    }

    /// <summary>As above, for those whom nobody waits for: again and again until a turn comes.</summary>
    /// <exception cref="OperationCanceledException">None came before the token was cancelled.</exception>
    public async Task<string> HashAsync(string password, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await TryHashAsync(password, cancellationToken) is { } hash)
            {
                return hash;
            }

            // Where the queue is full, the refusal came at once.
            await Task.Delay(_options.MaxWait, cancellationToken);
        }
    }

    /// <summary>
    /// With no hash, because nobody has that name, the work is the same as for a hash of today, and the answer is Wrong:
    /// the time tells nobody who has an account.
    /// </summary>
    public async Task<PasswordCheck> TryVerifyAsync(string password, string? storedHash, CancellationToken cancellationToken)
    {
        var stored = PhcString.Parse(storedHash);
        if (stored is null && storedHash is not null)
        {
            LogUnreadable();
        }

        var expected = stored ?? Nobody();
        var hash = await DeriveAsync(password, expected.MemoryKib, expected.Passes, expected.Salt, cancellationToken);
        if (hash is null)
        {
            return PasswordCheck.Busy;
        }

        if (!CryptographicOperations.FixedTimeEquals(hash, expected.Hash) || stored is null)
        {
            return PasswordCheck.Wrong;
        }

        return expected.MemoryKib < _options.MemoryKib || expected.Passes < _options.Passes
            ? PasswordCheck.RightButOutdated
            : PasswordCheck.Right;
    }

    private Task<byte[]?> DeriveAsync(string password, int memoryKib, int passes, byte[] salt, CancellationToken cancellationToken)
    {
        var argon2id = PasswordBasedKeyDerivationAlgorithm.Argon2id(new Argon2Parameters
        {
            // libsodium computes with one lane only.
            DegreeOfParallelism = 1,
            MemorySize = memoryKib,
            NumberOfPasses = passes,
        });
        return threads.TryRunAsync(() => argon2id.DeriveBytes(password, salt, PhcString.HashBytes), cancellationToken);
    }

    private PhcString Nobody() => new(
        _options.MemoryKib, _options.Passes, new byte[PhcString.SaltBytes], new byte[PhcString.HashBytes]);

    [LoggerMessage(LogLevel.Error, "A stored password hash is unreadable, or asks for too much work: its password counts as wrong")]
    private partial void LogUnreadable();
}
