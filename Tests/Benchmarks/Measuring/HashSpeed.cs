using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using MySqlConnector;
using NSec.Cryptography;

namespace Benchmarks.Measuring;

/// <summary>Argon2id by libsodium with the parameters that Auth uses, and nothing beside it.</summary>
internal sealed partial class HashSpeed
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(3);
    private readonly Argon2id _argon2id;

    private HashSpeed(int memoryKib, int passes) => _argon2id = PasswordBasedKeyDerivationAlgorithm.Argon2id(
        new Argon2Parameters { DegreeOfParallelism = 1, MemorySize = memoryKib, NumberOfPasses = passes });

    /// <param name="connectionString">Of Auth's database, which holds somebody's hash.</param>
    public static async Task<HashSpeed> OfAsync(string connectionString)
    {
        await using var connection = new MySqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new MySqlCommand("SELECT password_hash FROM accounts LIMIT 1", connection);
        var found = Parameters().Match((string)(await command.ExecuteScalarAsync())!);
        return new(Number("memory"), Number("passes"));

        int Number(string name) => int.Parse(found.Groups[name].Value, CultureInfo.InvariantCulture);
    }

    /// <returns>Hashes per second, by so many threads at a time.</returns>
    public double PerSecond(int threads)
    {
        var (hashes, clock) = (0, Stopwatch.StartNew());
        var all = Enumerable.Range(0, threads).Select(_ => new Thread(() =>
        {
            var salt = new byte[16];
            while (clock.Elapsed < Duration)
            {
                _argon2id.DeriveBytes("correct horse battery staple", salt, 32);
                Interlocked.Increment(ref hashes);
            }
        })).ToList();
        all.ForEach(thread => thread.Start());
        all.ForEach(thread => thread.Join());
        return hashes / clock.Elapsed.TotalSeconds;
    }

    [GeneratedRegex(@"^\$argon2id\$v=19\$m=(?<memory>\d+),t=(?<passes>\d+),p=1\$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameters();
}
