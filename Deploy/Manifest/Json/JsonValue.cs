using Deploy.Faults;

namespace Deploy.Manifest.Json;

/// <summary>A JSON value that knows where it stands.</summary>
/// <param name="At">Its first character.</param>
internal abstract record JsonValue(Position At)
{
    /// <summary>What it is, as a sentence says it: "an object".</summary>
    public abstract string Kind { get; }
}

/// <param name="Members">As written; no name occurs twice.</param>
internal sealed record JsonObject(IReadOnlyList<JsonMember> Members, Position At) : JsonValue(At)
{
    public override string Kind => "an object";
}

internal sealed record JsonMember(string Name, Position NameAt, JsonValue Value);

internal sealed record JsonArray(IReadOnlyList<JsonValue> Items, Position At) : JsonValue(At)
{
    public override string Kind => "an array";
}

/// <param name="Text">What it says, unescaped.</param>
/// <param name="Raw">What stands between the quotes, where that differs; null where nothing is escaped.</param>
internal sealed record JsonString(string Text, string? Raw, Position At) : JsonValue(At)
{
    public override string Kind => "a string";
}

/// <param name="Text">As written.</param>
internal sealed record JsonNumber(string Text, Position At) : JsonValue(At)
{
    public override string Kind => "a number";
}

internal sealed record JsonBoolean(bool Value, Position At) : JsonValue(At)
{
    public override string Kind => Value ? "true" : "false";
}

internal sealed record JsonNull(Position At) : JsonValue(At)
{
    public override string Kind => "null";
}
