using System.Globalization;
using Deploy.Expressions;
using Deploy.Faults;
using Deploy.Manifest.Json;

namespace Deploy.Manifest;

/// <summary>
/// Reads an object's members by name and type, and tells what is wrong with each. What was never asked for is unknown, and
/// <see cref="Close"/> says so: the code that reads is the list of what may be there.
/// </summary>
internal sealed class Fields(JsonObject from, string path, FaultList faults, List<Expression>? expressions = null)
{
    private readonly Dictionary<string, JsonMember> _members = from.Members.ToDictionary(member => member.Name, StringComparer.Ordinal);
    private readonly List<string> _known = [];

    public FaultList Faults => faults;

    public string Path => path;

    public Position At => from.At;

    public bool Has(string name) => Take(name) is not null;

    /// <summary>Whether it has something that is better not written; who has not is not told that there is such a thing.</summary>
    public bool HasOld(string name) => _members.ContainsKey(name);

    /// <returns>Empty, with a fault, where it is missing or no text.</returns>
    public string RequiredText(string name) => Text(name) ?? Missing(name, "");

    public string? Text(string name) => Take(name) is { } member ? As<JsonString>(member.Value, PathOf(name), "a string")?.Text : null;

    /// <returns>Empty, with a fault, where it is missing or another.</returns>
    public string OneOf(string name, IReadOnlyList<string> allowed)
    {
        var text = RequiredText(name);
        if (Text(name) is not null && !allowed.Contains(text))
        {
            faults.Add(PathOf(name), PlaceOf(name), $"'{text}' is not allowed here.{faults.Hint(text, allowed)}", $"Take one of {string.Join(", ", allowed)}.");
        }

        return text;
    }

    /// <summary>The texts in the array of that name; none where it is missing.</summary>
    public IReadOnlyList<string> Texts(string name) =>
        [.. List(name).Select(entry => As<JsonString>(entry.Item, entry.Path, "a string")?.Text).OfType<string>()];

    /// <returns>False where it is missing.</returns>
    public bool Flag(string name) => OptionalFlag(name) ?? false;

    public bool? OptionalFlag(string name) =>
        Take(name) is { } member ? As<JsonBoolean>(member.Value, PathOf(name), "true or false")?.Value : null;

    /// <param name="from">The least that it may be.</param>
    /// <param name="to">The most that it may be.</param>
    public int? Number(string name, int from, int to)
    {
        if (Take(name) is not { } member || As<JsonNumber>(member.Value, PathOf(name), "a number") is not { } number)
        {
            return null;
        }

        if (int.TryParse(number.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= from && value <= to)
        {
            return value;
        }

        faults.Add(PathOf(name), number.At, $"{number.Text} is no whole number from {from} to {to}.", "Correct it.");
        return null;
    }

    /// <returns>Empty, with a fault, where it is missing or no text.</returns>
    public Expression RequiredExpression(string name) => Expression(name) ?? Missing(name, ExpressionParser.Parse(""));

    public Expression? Expression(string name) => Take(name) is { } member ? ExpressionOf(member.Value, PathOf(name)) : null;

    /// <returns>Null, with a fault, for what is no text.</returns>
    public Expression? ExpressionOf(JsonValue value, string at)
    {
        if (As<JsonString>(value, at, "a string") is not { } text)
        {
            return null;
        }

        var cursor = new StringCursor(text);
        var parsed = ExpressionParser.Parse(text.Text);
        var located = parsed.Segments.Select(segment => segment with { At = cursor.At(segment.Index) }).ToArray();
        var expression = parsed with { Segments = located, Path = at, At = text.At };
        expressions?.Add(expression);
        return expression;
    }

    /// <summary>The members of the object of that name; none where it is missing.</summary>
    public IEnumerable<(JsonMember Member, string Path)> Map(string name)
    {
        var map = Take(name) is { } member ? As<JsonObject>(member.Value, PathOf(name), "an object") : null;
        return map?.Members.Select(entry => (entry, JsonPath.Of(PathOf(name), entry.Name))) ?? [];
    }

    /// <summary>The items of the array of that name; none where it is missing.</summary>
    public IEnumerable<(JsonValue Item, string Path)> List(string name)
    {
        var list = Take(name) is { } member ? As<JsonArray>(member.Value, PathOf(name), "an array") : null;
        return list?.Items.Select((item, index) => (item, JsonPath.Of(PathOf(name), index))) ?? [];
    }

    /// <summary>The fields of the object of that name; null where it is missing, or, with a fault, no object.</summary>
    public Fields? Object(string name) => Take(name) is { } member ? ObjectOf(member.Value, PathOf(name)) : null;

    public Fields? ObjectOf(JsonValue value, string at) =>
        As<JsonObject>(value, at, "an object") is { } inner ? new Fields(inner, at, faults, expressions) : null;

    /// <summary>Where the value of that name begins, or, if there is none, the object.</summary>
    public Position PlaceOf(string name) => _members.GetValueOrDefault(name)?.Value.At ?? from.At;

    public string PathOf(string name) => JsonPath.Of(path, name);

    public void Require(string name)
    {
        if (!Has(name))
        {
            Missing(name, 0);
        }
    }

    /// <summary>Tells of every member that nobody asked for.</summary>
    /// <param name="what">What the object is, as a sentence says it: "A binding".</param>
    public void Close(string what)
    {
        foreach (var member in from.Members.Where(member => !_known.Contains(member.Name)))
        {
            faults.Add(
                PathOf(member.Name), member.NameAt, $"{what} has no '{member.Name}'.{faults.Hint(member.Name, _known)}",
                $"Known are {string.Join(", ", _known)}.");
        }
    }

    private JsonMember? Take(string name)
    {
        if (!_known.Contains(name))
        {
            _known.Add(name);
        }

        return _members.GetValueOrDefault(name);
    }

    private T Missing<T>(string name, T instead)
    {
        if (!_members.ContainsKey(name))
        {
            faults.Add(path, from.At, $"'{name}' is missing.", "Add it.");
        }

        return instead;
    }

    private T? As<T>(JsonValue value, string at, string expected)
        where T : JsonValue
    {
        if (value is T typed)
        {
            return typed;
        }

        faults.Add(at, value.At, $"This is {value.Kind}; it must be {expected}.", "Correct it.");
        return null;
    }
}
