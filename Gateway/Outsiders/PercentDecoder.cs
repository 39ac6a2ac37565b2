namespace Gateway.Outsiders;

internal static class PercentDecoder
{
    /// <summary>
    /// The byte that <c>%41</c> at the start of the text means. -1 if it is malformed, or encodes a percent sign that
    /// begins another code: <c>%2541</c>, which is a different text to whoever decodes twice.
    /// </summary>
    public static int Decode(ReadOnlySpan<char> text)
    {
        var value = text.Length < 3 ? -1 : Hex(text[1..]);
        return value == '%' && Hex(text[3..]) >= 0 ? -1 : value;
    }

    private static int Hex(ReadOnlySpan<char> digits) =>
        digits.Length >= 2 && char.IsAsciiHexDigit(digits[0]) && char.IsAsciiHexDigit(digits[1])
            ? (Digit(digits[0]) << 4) | Digit(digits[1])
            : -1;

    private static int Digit(char digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
