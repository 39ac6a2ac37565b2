using System.Text.Json.Nodes;
using Deploy.Faults;
using Deploy.Hosts.Yaml;

namespace Deploy.Hosts.Shapes;

internal delegate bool TryParse<T>(string text, out T value);

/// <summary>A single value, typed.</summary>
/// <param name="parse">Is given a text of at most <see cref="MaxLength"/> characters, without control characters.</param>
/// <param name="schema">Makes the JSON schema; it may let through what <paramref name="parse"/> does not.</param>
/// <param name="nearest">The value that may be meant by a wrong one; null if there is none.</param>
internal sealed class Scalar<T>(
    string what, string example, TryParse<T> parse, Func<JsonObject> schema, Func<string, string?>? nearest = null) : Shape<T>(what, example)
{
    public const int MaxLength = 4096;

    public override JsonObject Schema() => schema();

    /// <summary>Reads a key of a map.</summary>
    public bool TryRead(string text, out T value)
    {
        value = default!;
        return text.Length <= MaxLength && !text.Any(char.IsControl) && parse(text, out value);
    }

    protected override Stated<T> ReadStated(YamlNode node, string path, FaultList faults)
    {
        if (node is YamlScalar scalar && TryRead(scalar.Text, out var value))
        {
            return new Stated<T>(value, path, node.At);
        }

        if (node is YamlScalar wrong && nearest?.Invoke(wrong.Text) is { } meant)
        {
            faults.Add(path, node.At, $"'{wrong.Text}' is not {What}.", $"Did you mean '{meant}'?");
            return Stated<T>.Nothing(path, node.At);
        }

        return Refuse(node, path, faults);
    }
}
