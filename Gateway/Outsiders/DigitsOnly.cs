using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Net.Http.Headers;

namespace Gateway.Outsiders;

/// <summary>
/// How Kestrel reads <c>Content-Length</c>: a byte that is no digit becomes one that no number has. It takes <c>+5</c>
/// and <c>-0</c> otherwise, which others refuse, and forgets how the number was written.
/// </summary>
internal sealed class DigitsOnly : Encoding
{
    private static readonly DigitsOnly Instance = new();

    /// <summary>All other headers are read as ever, which null says: UTF-8.</summary>
    public static void Set(KestrelServerOptions kestrel) => kestrel.RequestHeaderEncodingSelector = name =>
        name.Equals(HeaderNames.ContentLength, StringComparison.OrdinalIgnoreCase) ? Instance : null;

    public override int GetChars(ReadOnlySpan<byte> bytes, Span<char> chars)
    {
        // Kestrel gives room for one more than the longest number has.
        var length = Math.Min(bytes.Length, chars.Length);
        for (var n = 0; n < length; n++)
        {
            chars[n] = char.IsAsciiDigit((char)bytes[n]) ? (char)bytes[n] : '?';
        }

        return length;
    }

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex) =>
        GetChars(bytes.AsSpan(byteIndex, byteCount), chars.AsSpan(charIndex));

    public override int GetCharCount(byte[] bytes, int index, int count) => count;

    public override int GetMaxCharCount(int byteCount) => byteCount;

    public override int GetByteCount(char[] chars, int index, int count) => throw new NotSupportedException();

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex) => throw new NotSupportedException();

    public override int GetMaxByteCount(int charCount) => throw new NotSupportedException();
}
