using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Deploy.Secrets;

namespace Deploy.Rendering;

/// <summary>
/// A text with secrets in it. It prints with <c>***</c> in their place; only who writes it to a host reveals it. Two are equal if what
/// they reveal is, piece by piece.
/// </summary>
[DebuggerDisplay("{ToString()}")]
[JsonConverter(typeof(MaskedTextJsonConverter))]
internal sealed class MaskedText : IEquatable<MaskedText>
{
    public static readonly MaskedText Empty = new([]);

    // Strings and secrets; no two strings stand side by side, so that equal texts have equal pieces however they were put together.
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly object[] _pieces;

    private MaskedText(object[] pieces) => _pieces = pieces;

    public bool HasSecrets => Secrets.Any();

    public IEnumerable<Secret> Secrets => _pieces.OfType<Secret>();

    public static implicit operator MaskedText(string text) => text.Length == 0 ? Empty : new([text]);

    public static implicit operator MaskedText(Secret secret) => new([secret]);

    public static MaskedText operator +(MaskedText left, MaskedText right) => Join([.. left._pieces, .. right._pieces]);

    /// <summary>Of an interpolated text: <c>MaskedText.Of($"Password={secret}")</c>.</summary>
    public static MaskedText Of(MaskedTextHandler text) => Join(text.Pieces.SelectMany(piece => piece is MaskedText inner ? inner._pieces : [piece]));

    public static MaskedText Concat(IEnumerable<MaskedText> texts) => Join(texts.SelectMany(text => text._pieces));

    /// <summary>Each on a line of its own, with a new line after the last.</summary>
    public static MaskedText Lines(IEnumerable<MaskedText> lines) => Concat(lines.SelectMany(line => (MaskedText[])[line, "\n"]));

    /// <summary>Another text by a function that treats each character by itself, such as one that escapes some of them.</summary>
    public MaskedText Escape(Func<string, string> escape) =>
        Join(_pieces.Select(piece => piece is Secret secret ? new Secret(escape(secret.Reveal())) : (object)escape((string)piece)));

    /// <summary>The text itself, for the one place that hands it to its host.</summary>
    public string Reveal() => string.Concat(_pieces.Select(piece => piece is Secret secret ? secret.Reveal() : (string)piece));

    /// <summary>Tells that a secret in it is another one, to somebody who may know neither: see <see cref="SecretDigest"/>.</summary>
    /// <param name="name">What the digest is of, such as a host and a path: equal texts of two names have two digests.</param>
    public string Digest(ReadOnlySpan<byte> key, string name)
    {
        // The lengths say where a secret ends, so that none can be moved over its border unseen.
        var whole = new StringBuilder(name).Append('\0');
        foreach (var piece in _pieces)
        {
            var text = piece is Secret secret ? secret.Reveal() : (string)piece;
            whole.Append(piece is Secret ? 's' : 't').Append(text.Length).Append(':').Append(text);
        }

        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(whole.ToString())).AsSpan(0, 16));
    }

    public override string ToString() => string.Concat(_pieces);

    public bool Equals(MaskedText? other) => other is not null && _pieces.SequenceEqual(other._pieces);

    public override bool Equals(object? obj) => Equals(obj as MaskedText);

    /// <summary>Of what is shown: a hash of a secret would be a hint at it.</summary>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    private static MaskedText Join(IEnumerable<object> pieces)
    {
        var joined = new List<object>();
        string? alone = null;
        StringBuilder? run = null;
        foreach (var piece in pieces)
        {
            if (piece is not string text)
            {
                End();
                joined.Add(piece);
            }
            else if (alone is null)
            {
                alone = text.Length > 0 ? text : null;
            }
            else
            {
                (run ??= new StringBuilder(alone)).Append(text);
            }
        }

        End();
        return new([.. joined]);

        // Texts that follow one another are put together once: a file is many of them.
        void End()
        {
            if (alone is not null)
            {
                joined.Add(run?.ToString() ?? alone);
            }

            (alone, run) = (null, null);
        }
    }
}
