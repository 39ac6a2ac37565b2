using System.Globalization;
using System.Text.RegularExpressions;

namespace Auth.Passwords;

/// <summary>
/// An Argon2id hash with all that is needed to verify it, in the PHC string format:
/// <c>$argon2id$v=19$m=19456,t=2,p=1$salt$hash</c>, the last two in base64 without padding.
/// </summary>
internal sealed partial record PhcString(int MemoryKib, int Passes, byte[] Salt, byte[] Hash)
{
    public const int SaltBytes = 16;
    public const int HashBytes = 32;

    // What a stored hash may cost at most, and so what may be configured: a row that somebody forged must not be able to
    // take the machine's memory, or a core for minutes.
    public const int MaxMemoryKib = 256 * 1024;
    public const int MaxPasses = 10;

    /// <summary>Null if it is none, or one that asks for more than the maxima, for several lanes or for another algorithm.</summary>
    public static PhcString? Parse(string? text)
    {
        if (text is null || Format().Match(text) is not { Success: true } match)
        {
            return null;
        }

        var memoryKib = int.Parse(match.Groups["m"].ValueSpan, CultureInfo.InvariantCulture);
        var passes = int.Parse(match.Groups["t"].ValueSpan, CultureInfo.InvariantCulture);
        return memoryKib is >= 8 and <= MaxMemoryKib && passes is >= 1 and <= MaxPasses
            && Bytes(match.Groups["salt"].Value, SaltBytes) is { } salt
            && Bytes(match.Groups["hash"].Value, HashBytes) is { } hash
            ? new PhcString(memoryKib, passes, salt, hash)
            : null;
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"$argon2id$v=19$m={MemoryKib},t={Passes},p=1${Base64(Salt)}${Base64(Hash)}");

    private static string Base64(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=');

    private static byte[]? Bytes(string base64, int count)
    {
        var bytes = new byte[count];
        var padded = base64.PadRight((base64.Length + 3) / 4 * 4, '=');
        return Convert.TryFromBase64String(padded, bytes, out var written) && written == count ? bytes : null;
    }

    [GeneratedRegex(
        @"^\$argon2id\$v=19\$m=(?<m>[0-9]{1,7}),t=(?<t>[0-9]{1,3}),p=1\$(?<salt>[A-Za-z0-9+/]{1,64})\$(?<hash>[A-Za-z0-9+/]{1,128})\z",
        RegexOptions.None,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Format();
}
