using Deploy.Faults;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Deploy.Hosts.Yaml;

/// <summary>
/// Text to nodes with positions, in a part of YAML that reads the same to everybody: one document of maps, lists and text.
/// Anchors, aliases, merge keys and tags are faults: what a reviewer sees is what is deployed, and no file grows when it is read.
/// </summary>
internal sealed class YamlReader
{
    /// <summary>In UTF-16 units. A thousand hosts and three hundred resources take a fifth of it.</summary>
    public const int MaxLength = 1024 * 1024;

    /// <summary>Nesting; hosts.yaml needs five levels.</summary>
    public const int MaxDepth = 16;

    private readonly IParser _parser;
    private readonly FaultList _faults;

    private YamlReader(string text, FaultList faults)
    {
        _parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
        _faults = faults;
    }

    /// <returns>The document; null if there is none or its syntax is broken, which <paramref name="faults"/> then say.</returns>
    public static YamlNode? Read(string text, FaultList faults)
    {
        if (text.Length > MaxLength)
        {
            faults.Add("", Position.None, $"The file is longer than {MaxLength} characters.", "Remove what is not needed.");
            return null;
        }

        if (text.IndexOf('\0') is >= 0 and var zero)
        {
            faults.Add("", PositionOf(text, zero), "The file holds a character of code 0.", "Save it as UTF-8 text.");
            return null;
        }

        var reader = new YamlReader(text, faults);
        try
        {
            return reader.ReadDocument();
        }
        catch (TooDeepException deep)
        {
            faults.Add(deep.Path, deep.At, $"This is nested deeper than {MaxDepth} levels.", "Nothing in the file goes as deep; the rest of it was not read.");
            return null;
        }
        catch (Exception broken)
        {
            // The parser throws more than its own exceptions: an InvalidOperationException for { a: b\n  c: "d, for one.
            var (at, why) = broken is YamlException told ? (told.Start, $": {Sentence(told)}") : (reader._parser.Current?.End ?? Mark.Empty, "");
            faults.Add("", At(at), $"This is not YAML{why}.", "Correct the syntax from here on; the rest of the file was not read.");
            return null;
        }
    }

    private YamlNode? ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
        {
            _faults.Add("", Position.None, "The file is empty.", "Write one with: deploy init MANIFEST");
            return null;
        }

        _parser.Consume<DocumentStart>();
        var root = ReadNode("", depth: 0);
        _parser.Consume<DocumentEnd>();
        if (_parser.Accept<DocumentStart>(out var second))
        {
            _faults.Add("", At(second.Start), "A second document starts here.", "Keep one document in the file; another deployment is another file.");
        }

        return root;
    }

    private YamlNode ReadNode(string path, int depth)
    {
        var parsed = _parser.Consume<ParsingEvent>();
        if (parsed is AnchorAlias alias)
        {
            _faults.Add(path, At(alias.Start), $"'*{alias.Value}' stands for another part of the file.", "Write out what it stands for.");
            return new YamlRefused(At(alias.Start));
        }

        if (parsed is NodeEvent node)
        {
            RefuseAnchorAndTag(node, path);
        }

        if (depth > MaxDepth)
        {
            throw new TooDeepException(path, At(parsed.Start));
        }

        return parsed switch
        {
            Scalar scalar => Text(scalar),
            SequenceStart list => ReadList(path, depth, At(list.Start)),
            MappingStart map => ReadMap(path, depth, At(map.Start)),
            _ => throw new YamlException(parsed.Start, parsed.End, $"unexpected {parsed.GetType().Name}"),
        };
    }

    private YamlList ReadList(string path, int depth, Position at)
    {
        var items = new List<YamlNode>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(ReadNode($"{path}[{items.Count}]", depth + 1));
        }

        return new YamlList(items, at);
    }

    private YamlMap ReadMap(string path, int depth, Position at)
    {
        var entries = new List<YamlEntry>();
        var seen = new Dictionary<string, Position>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = ReadNode(path, depth + 1);
            var value = ReadNode(key is YamlScalar named ? YamlPath.Of(path, named.Text) : path, depth + 1);
            if (key is not YamlScalar name || name.IsBlank)
            {
                _faults.Add(path, key.At, "A key here is not a name.", "Put a name before the colon.");
            }
            else if (name.Text == "<<")
            {
                _faults.Add(path, name.At, "'<<' takes keys from another part of the file.", "Write them out.");
            }
            else if (!seen.TryAdd(name.Text, name.At))
            {
                _faults.Add(
                    YamlPath.Of(path, name.Text), name.At, $"The key stands twice; first in line {seen[name.Text].Line}.", "Keep one of them.");
            }
            else
            {
                entries.Add(new YamlEntry(name, value));
            }
        }

        return new YamlMap(entries, at);
    }

    private void RefuseAnchorAndTag(NodeEvent node, string path)
    {
        if (!node.Anchor.IsEmpty)
        {
            _faults.Add(path, At(node.Start), $"'&{node.Anchor.Value}' is an anchor.", "Remove it, and write out what refers to it.");
        }

        if (!node.Tag.IsEmpty)
        {
            _faults.Add(path, At(node.Start), $"'{node.Tag}' is a tag.", "Remove it; the key says what its value is.");
        }
    }

    private static YamlScalar Text(Scalar scalar) => new(scalar.Value, scalar.Style != ScalarStyle.Plain, At(scalar.Start));

    private static Position At(Mark mark) => new((int)mark.Line, (int)mark.Column);

    private static Position PositionOf(string text, int index)
    {
        var before = text.AsSpan(0, index);
        return new Position(before.Count('\n') + 1, index - before.LastIndexOf('\n'));
    }

    // The scanner looks at every open bracket for every token, so going on to the end of a deep file would take hours.
    private sealed class TooDeepException(string path, Position at) : Exception
    {
        public string Path { get; } = path;

        public Position At { get; } = at;
    }

    // The parser's messages start with a capital and end with a full stop, or not, as they come.
    private static string Sentence(YamlException broken) =>
        string.Join(' ', broken.Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.');
}
