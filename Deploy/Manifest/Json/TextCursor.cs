using Deploy.Faults;

namespace Deploy.Manifest.Json;

/// <summary>
/// Byte offsets to lines and columns. It only walks forward, so that a file of one long line costs one walk and not one per value.
/// </summary>
internal ref struct TextCursor(ReadOnlySpan<byte> utf8)
{
    private readonly ReadOnlySpan<byte> _utf8 = utf8;
    private int _offset;
    private int _line = 1;
    private int _column = 1;

    /// <param name="offset">In bytes; not before the last one asked for.</param>
    public Position At(long offset)
    {
        for (; _offset < offset && _offset < _utf8.Length; _offset++)
        {
            var unit = _utf8[_offset];
            if (unit == (byte)'\n')
            {
                _line++;
                _column = 1;
            }
            else if ((unit & 0b1100_0000) != 0b1000_0000)
            {
                // The first byte of a character; four bytes are one beyond the basic plane, which is two UTF-16 units.
                _column += unit >= 0b1111_0000 ? 2 : 1;
            }
        }

        return new Position(_line, _column);
    }
}
