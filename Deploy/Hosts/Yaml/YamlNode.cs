using Deploy.Faults;

namespace Deploy.Hosts.Yaml;

/// <summary>A YAML document as it was written: text, not booleans or numbers, so that <c>country: NO</c> is Norway.</summary>
/// <param name="At">Where it starts.</param>
internal abstract record YamlNode(Position At);

/// <param name="Text">The text, without quotes.</param>
/// <param name="Quoted">Whether it stood in quotes or in a block; then it is never blank.</param>
internal sealed record YamlScalar(string Text, bool Quoted, Position At) : YamlNode(At)
{
    /// <summary>A key with nothing after its colon, or YAML's words for nothing.</summary>
    public bool IsBlank => !Quoted && Text is "" or "~" or "null" or "Null" or "NULL";
}

internal sealed record YamlList(IReadOnlyList<YamlNode> Items, Position At) : YamlNode(At);

/// <param name="Entries">As written; no key occurs twice.</param>
internal sealed record YamlMap(IReadOnlyList<YamlEntry> Entries, Position At) : YamlNode(At);

internal sealed record YamlEntry(YamlScalar Key, YamlNode Value);

/// <summary>Stands where something was refused, so that nobody complains about it twice.</summary>
internal sealed record YamlRefused(Position At) : YamlNode(At);
