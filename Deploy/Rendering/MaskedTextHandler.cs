using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using Deploy.Secrets;

namespace Deploy.Rendering;

/// <summary>
/// Puts an interpolated text together. There is no overload for any object: what is not known here, such as a value that forgot to be a
/// text, does not compile.
/// </summary>
[InterpolatedStringHandler]
internal readonly struct MaskedTextHandler(int literalLength, int formattedCount)
{
    // The compiler hands over the length of the literals too.
    private readonly List<object> _pieces = new(literalLength > 0 ? (formattedCount * 2) + 1 : formattedCount);

    /// <summary>Strings, secrets and masked texts.</summary>
    public IReadOnlyList<object> Pieces => _pieces;

    public void AppendLiteral(string text) => _pieces.Add(text);

    public void AppendFormatted(string text) => _pieces.Add(text);

    public void AppendFormatted(long number) => _pieces.Add(number.ToString(CultureInfo.InvariantCulture));

    public void AppendFormatted(InstanceName name) => _pieces.Add(name.Name);

    public void AppendFormatted(IPAddress address) => _pieces.Add(address.ToString());

    public void AppendFormatted(Secret secret) => _pieces.Add(secret);

    public void AppendFormatted(MaskedText text) => _pieces.Add(text);
}
