namespace Auth.Accounts;

internal static class EmailAddress
{
    // RFC 5321: 256 octets for the path including its angle brackets, 64 for the part before the @.
    private const int MaxLength = 254;
    private const int MaxLocalLength = 64;

    /// <summary>
    /// The one form under which an address is stored and looked up: trimmed, NFKC, lower case. Null if it is none.
    /// Whether mail arrives there only a confirmation can tell, so this refuses no more than what is surely wrong.
    /// </summary>
    public static string? Normalise(string? text)
    {
        var address = UnicodeText.Nfkc(text)?.Trim().ToLowerInvariant() ?? string.Empty;
        var at = address.IndexOf('@', StringComparison.Ordinal);
        return at is > 0 and <= MaxLocalLength
            && address.Length <= MaxLength
            && IsLocalPart(address.AsSpan(0, at))
            && IsDomain(address.AsSpan(at + 1))
            ? address
            : null;
    }

    private static bool IsLocalPart(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (char.IsWhiteSpace(character) || char.IsControl(character) || "\"(),:;<>[\\]".Contains(character))
            {
                return false;
            }
        }

        return text[0] != '.' && text[^1] != '.' && text.IndexOf("..") < 0;
    }

    /// <summary>Two labels or more, of letters, digits and inner hyphens.</summary>
    private static bool IsDomain(ReadOnlySpan<char> text)
    {
        var labels = 0;
        foreach (var range in text.Split('.'))
        {
            var label = text[range];
            if (label.IsEmpty || label.Length > 63 || label[0] == '-' || label[^1] == '-')
            {
                return false;
            }

            foreach (var character in label)
            {
                if (!char.IsLetterOrDigit(character) && character != '-')
                {
                    return false;
                }
            }

            labels++;
        }

        return labels >= 2;
    }
}
