using System.Runtime.InteropServices;
using Deploy.Faults;

namespace Deploy.Manifest.Json;

/// <summary>Characters of a JSON string's text to their places in the file, where <c>\u0026</c> takes six columns. It only walks forward.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct StringCursor(JsonString text)
{
    private int _index;
    private int _column = text.At.Column + 1;
    private int _raw;

    /// <param name="index">In UTF-16 units of the text; not before the last one asked for.</param>
    public Position At(int index)
    {
        if (text.Raw is not { } raw)
        {
            return text.At with { Column = _column + index };
        }

        for (; _index < index && _raw < raw.Length; _index++)
        {
            var length = raw[_raw] != '\\' ? 1 : raw[_raw + 1] == 'u' ? "\\u0000".Length : "\\n".Length;
            _raw += length;
            _column += length;
        }

        return text.At with { Column = _column };
    }
}
