using System.Text;
using Deploy.Hosts.Shapes;

namespace Deploy.Hosts.Templates;

/// <summary>
/// Writes blocks with every key of theirs: given ones with their value, required ones blank, the others as a comment that shows an
/// example. <c># Text</c> explains a key where it stands first, <c>#key: value</c> is a key that can be switched on.
/// </summary>
internal sealed class TemplateText
{
    private const int MeaningColumn = 44;

    private readonly StringBuilder _text = new();
    private readonly HashSet<Key> _explained = [];

    public override string ToString() => _text.ToString();

    public TemplateText Line(string text = "")
    {
        _text.Append(text).Append('\n');
        return this;
    }

    /// <param name="indent">In spaces.</param>
    /// <param name="keys">The block's.</param>
    /// <param name="given">Values by key.</param>
    /// <param name="only">The keys to write; null for all.</param>
    /// <param name="examples">Better ones than the key's own, by key.</param>
    public TemplateText Block(
        int indent,
        IEnumerable<Key> keys,
        IReadOnlyDictionary<string, string> given,
        IReadOnlyCollection<string>? only = null,
        IReadOnlyDictionary<string, string>? examples = null)
    {
        foreach (var key in keys.Where(key => only?.Contains(key.Name) ?? true))
        {
            Key(indent, key, given.GetValueOrDefault(key.Name), examples?.GetValueOrDefault(key.Name));
        }

        return this;
    }

    public TemplateText Key(int indent, Key key, string? value, string? example = null)
    {
        var line = value is not null ? $"{key.Name}: {value}" : key.IsRequired ? $"{key.Name}:" : $"#{key.Name}: {example ?? key.Example}";
        line = new string(' ', indent) + line;
        return Line(_explained.Add(key) ? $"{line.PadRight(MeaningColumn)}  # {key.Meaning}" : line);
    }
}
