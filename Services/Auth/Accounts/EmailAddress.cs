using System.Globalization;
using System.Text;

namespace Auth.Accounts;

internal static class EmailAddress
{
    // RFC 5321: 256 octets for the path including its angle brackets, 64 for the part before the @.
    private const int MaxOctets = 254;
    private const int MaxLocalOctets = 64;

    // Refuses what no host name has, such as spaces and underscores, labels over 63 octets and hyphens at their ends.
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <summary>
    /// The one form under which an address is stored, looked up and written to: trimmed, NFKC, lower case, the domain in
    /// ASCII (xn--). Null if it is none. Whether mail arrives there only a confirmation can tell, so this refuses no more
    /// than what is surely wrong. Letters that look alike but differ (a Cyrillic а) make different addresses, as in mail.
    /// </summary>
    public static string? Normalise(string? text)
    {
        // Some lower-case letters come out of NFKC as others: twice, so that the normal form of a normal form is itself.
        var address = UnicodeText.Nfkc(UnicodeText.Nfkc(text)?.Trim().ToLowerInvariant()) ?? string.Empty;
        var at = address.IndexOf('@', StringComparison.Ordinal);
        if (at <= 0 || !IsLocalPart(address.AsSpan(0, at)) || Domain(address[(at + 1)..]) is not { } domain)
        {
            return null;
        }

        var normal = $"{address[..at]}@{domain}";
        return Encoding.UTF8.GetByteCount(address.AsSpan(0, at)) <= MaxLocalOctets && Encoding.UTF8.GetByteCount(normal) <= MaxOctets
            ? normal
            : null;
    }

    private static bool IsLocalPart(ReadOnlySpan<char> text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || IsInvisible(rune) || (rune.IsAscii && "\"(),:;<>[\\]".Contains((char)rune.Value)))
            {
                return false;
            }
        }

        return text[0] != '.' && text[^1] != '.' && text.IndexOf("..") < 0;
    }

    /// <summary>Controls, joiners, changes of direction, and what is no character: two addresses must not look the same by them.</summary>
    private static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;

    /// <summary>Two labels or more.</summary>
    private static string? Domain(string text)
    {
        try
        {
            var domain = Idn.GetAscii(text).ToLowerInvariant();
            return domain.Contains('.') && !domain.EndsWith('.') ? domain : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
