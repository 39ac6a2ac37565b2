using System.Text;
using MimeKit;

namespace Email.Sending;

internal static class MailAddress
{
    // RFC 5321: 256 octets for the path including its angle brackets.
    private const int MaxOctets = 254;

    /// <summary>
    /// One plain address, or null. No name beside it, no list, no comment, no white space, nothing invisible: what stands here goes into a
    /// header and into the command RCPT TO.
    /// </summary>
    public static string? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text) || Encoding.UTF8.GetByteCount(text) > MaxOctets || text.EnumerateRunes().Any(IsOutOfPlace))
        {
            return null;
        }

        // A group, a name or a route would leave something over. Domains in ASCII (xn--) are read as what they stand for.
        return MailboxAddress.TryParse(text, out var mailbox) && mailbox.Route.Count == 0
            && (mailbox.Address == text || mailbox.GetAddress(idnEncode: true) == text)
            && text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at == text.LastIndexOf('@') && at < text.Length - 1
            ? text
            : null;
    }

    private static bool IsOutOfPlace(Rune rune) =>
        Rune.IsWhiteSpace(rune) || Rune.IsControl(rune)
        || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.Surrogate
        || (rune.IsAscii && "\"(),:;<>[\\]".Contains((char)rune.Value));
}
