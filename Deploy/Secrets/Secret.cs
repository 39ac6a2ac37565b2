using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace Deploy.Secrets;

/// <summary>
/// A value that is never shown. It prints as <c>***</c> wherever it is printed: in text, JSON, logs, records that hold it, and the
/// debugger. It has no property that a serializer could find, and no conversion to text.
/// </summary>
[DebuggerDisplay(Mask)]
[JsonConverter(typeof(SecretJsonConverter))]
internal sealed class Secret : IEquatable<Secret>
{
    public const string Mask = "***";

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _value;

    /// <exception cref="ArgumentException">It is empty, or holds a character of code 0, which no program takes as part of a value.</exception>
    public Secret(string value)
    {
        if (value.Length == 0 || value.Contains('\0'))
        {
            throw new ArgumentException("A secret is not empty, and holds no character of code 0.", nameof(value));
        }

        _value = value;
    }

    /// <summary>The value, for the one place that hands it to the program it is for.</summary>
    public string Reveal() => _value;

    public override string ToString() => Mask;

    /// <summary>In a time that tells nothing of where they differ.</summary>
    public bool Equals(Secret? other) =>
        other is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(_value), Encoding.UTF8.GetBytes(other._value));

    public override bool Equals(object? obj) => Equals(obj as Secret);

    /// <summary>The same for all: a hash of the value would be a hint at it.</summary>
    public override int GetHashCode() => 0;
}
