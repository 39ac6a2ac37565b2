#pragma warning disable IDE0060, CA1822
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using NSec.Cryptography;
using ServiceDefaults;

namespace Auth.Passwords;

/// <summary>Argon2id by libsodium, a bounded number at a time.</summary>
internal sealed class PasswordHasher(IOptions<PasswordOptions> options) : IDisposable
{
    private const int SaltBytes = 16;
    private const int HashBytes = 32;

    private readonly PasswordOptions _options = options.Value;
    private readonly SemaphoreSlim _turns = new(options.Value.Parallel);
    private readonly Argon2id _argon2id = PasswordBasedKeyDerivationAlgorithm.Argon2id(new Argon2Parameters
    {
        // libsodium computes with one lane only.
        DegreeOfParallelism = 1,
        MemorySize = options.Value.MemoryKib,
        NumberOfPasses = options.Value.Passes,
    });

    /// <summary>
    /// A PHC string, which names algorithm, parameters and salt, so that hashes made under other parameters stay
    /// verifiable. Null if no turn came within <see cref="PasswordOptions.MaxWait"/>.
    /// </summary>
    public async Task<string?> TryHashAsync(string password, CancellationToken cancellationToken)
    {
        if (!await _turns.WaitAsync(_options.MaxWait, cancellationToken))
        {
            return null;
        }

        try
        {
            var salt = RandomNumberGenerator.GetBytes(SaltBytes);
            var hash = _argon2id.DeriveBytes(password, salt, HashBytes);
            return $"$argon2id$v=19$m={_options.MemoryKib},t={_options.Passes},p=1${Base64(salt)}${Base64(hash)}";
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <summary>Takes the same time for a null hash, which nothing matches.</summary>
    public Task<PasswordCheck> TryVerifyAsync(string password, string? storedHash, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public void Dispose() => _turns.Dispose();

    // The PHC format writes base64 without padding.
    private static string Base64(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=');
}

internal static class PasswordRegistration
{
    public static void AddPasswords(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<PasswordOptions>("Passwords");
        builder.Services.AddSingleton<PasswordHasher>();
    }
}
