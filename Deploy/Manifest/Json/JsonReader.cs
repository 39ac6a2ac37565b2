using System.Text;
using System.Text.Json;
using Deploy.Faults;

namespace Deploy.Manifest.Json;

/// <summary>
/// Bytes to values with positions. A manifest is written by a program, so this is strict JSON (RFC 8259): comments, trailing commas
/// and a name given twice are faults, all of them told. A byte order mark is let through, since editors add it unasked.
/// </summary>
internal ref struct JsonReader
{
    /// <summary>In bytes. The largest manifest seen has 60 kB; a thousand resources take one MB.</summary>
    public const int MaxLength = 4 * 1024 * 1024;

    /// <summary>Nesting; a manifest needs eight levels.</summary>
    public const int MaxDepth = 64;

    private readonly FaultList _faults;
    private Utf8JsonReader _json;
    private TextCursor _cursor;
    private readonly ReadOnlySpan<byte> _utf8;

    private JsonReader(ReadOnlySpan<byte> utf8, FaultList faults)
    {
        // The lenient settings are there to go on after what is then told as a fault.
        var lenient = new JsonReaderOptions { MaxDepth = MaxDepth, CommentHandling = JsonCommentHandling.Allow, AllowTrailingCommas = true };
        _json = new Utf8JsonReader(utf8, lenient);
        _cursor = new TextCursor(utf8);
        _utf8 = utf8;
        _faults = faults;
    }

    /// <returns>The value; null if the text is no JSON, which <paramref name="faults"/> then say.</returns>
    public static JsonValue? Read(ReadOnlySpan<byte> utf8, FaultList faults)
    {
        if (!JsonText.TryAccept(ref utf8, faults))
        {
            return null;
        }

        try
        {
            var reader = new JsonReader(utf8, faults);
            reader.Next("");
            var value = reader.ReadValue("");
            reader.Next("");
            return value;
        }
        catch (JsonException broken)
        {
            faults.Add("", JsonText.PositionOf(utf8, broken), $"This is not JSON: {JsonText.Sentence(broken)}", "Correct the syntax; the rest of the file was not read.");
            return null;
        }
    }

    /// <summary>Goes to the next token that is not a comment; tells of comments and of a comma before a closing bracket.</summary>
    private void Next(string path)
    {
        Position? comma = null;
        do
        {
            var end = (int)_json.BytesConsumed;
            if (!_json.Read())
            {
                return;
            }

            // Between two tokens stand white space and at most one comma.
            var start = (int)_json.TokenStartIndex;
            if (start > end && _utf8[end..start].IndexOf((byte)',') is >= 0 and var found)
            {
                comma = _cursor.At(end + found);
            }

            if (_json.TokenType is JsonTokenType.Comment)
            {
                _faults.Add(path, _cursor.At(start), "JSON has no comments.", "Remove it.");
            }
        }
        while (_json.TokenType is JsonTokenType.Comment);

        if (comma is { } at && _json.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
        {
            _faults.Add(path, at, "Nothing follows this comma.", "Remove it.");
        }
    }

    private JsonValue ReadValue(string path)
    {
        var at = _cursor.At(_json.TokenStartIndex);
        return _json.TokenType switch
        {
            JsonTokenType.StartObject => ReadObject(path, at),
            JsonTokenType.StartArray => ReadArray(path, at),
            JsonTokenType.String => new JsonString(ReadText(path, at), _json.ValueIsEscaped ? Encoding.UTF8.GetString(_json.ValueSpan) : null, at),
            JsonTokenType.Number => new JsonNumber(Encoding.UTF8.GetString(_json.ValueSpan), at),
            JsonTokenType.True => new JsonBoolean(true, at),
            JsonTokenType.False => new JsonBoolean(false, at),
            _ => new JsonNull(at),
        };
    }

    private JsonObject ReadObject(string path, Position at)
    {
        var members = new List<JsonMember>();
        var places = new Dictionary<string, Position>(StringComparer.Ordinal);
        for (Next(path); _json.TokenType is not JsonTokenType.EndObject; Next(path))
        {
            var nameAt = _cursor.At(_json.TokenStartIndex);
            var name = ReadText(path, nameAt);
            var memberPath = JsonPath.Of(path, name);
            Next(memberPath);
            var value = ReadValue(memberPath);
            if (places.TryAdd(name, nameAt))
            {
                members.Add(new JsonMember(name, nameAt, value));
            }
            else
            {
                _faults.Add(memberPath, nameAt, $"'{name}' stands here again, first on line {places[name].Line}.", "Remove one of them.");
            }
        }

        return new JsonObject(members, at);
    }

    private JsonArray ReadArray(string path, Position at)
    {
        var items = new List<JsonValue>();
        for (Next(path); _json.TokenType is not JsonTokenType.EndArray; Next(path))
        {
            items.Add(ReadValue(JsonPath.Of(path, items.Count)));
        }

        return new JsonArray(items, at);
    }

    private string ReadText(string path, Position at)
    {
        try
        {
            var text = _json.GetString()!;
            if (text.Contains('\0', StringComparison.Ordinal))
            {
                _faults.Add(path, at, "This text holds the character of code 0, which no variable, argument or path can hold.", "Remove it.");
            }

            return text;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, as in "\ud800".
            _faults.Add(path, at, "This text holds half of a character.", "Correct the \\u escapes.");
            return "";
        }
    }
}
