using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Deploy.Faults;
using Deploy.Hosts.Shapes;

namespace Deploy.Hosts.Values;

/// <summary>Texts that one regular expression describes, to the reader and to editors alike.</summary>
internal static class Patterns
{
    /// <summary>Far more than a text of <see cref="Scalar{T}.MaxLength"/> takes.</summary>
    public const int TimeoutMilliseconds = 1000;

    public static Scalar<string> Matching(string what, string example, string pattern, Func<string, string?>? nearest = null)
    {
        // To .NET "$" is before a new line at the end, too; to editors, who read JavaScript's expressions, it is the end.
        var form = new Regex(pattern.EndsWith('$') ? $"{pattern[..^1]}\\z" : pattern, RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(TimeoutMilliseconds));
        return new Scalar<string>(
            what,
            example,
            (string text, out string value) =>
            {
                value = text;
                return form.IsMatch(text);
            },
            () => Text(pattern),
            nearest);
    }

    /// <summary>One of a few words.</summary>
    public static Scalar<string> OneOf(params string[] words) => new(
        words.Length == 1 ? $"the word {words[0]}" : $"one of {string.Join(", ", words)}",
        words[0],
        (string text, out string value) =>
        {
            value = text;
            return words.Contains(text);
        },
        () => new JsonObject { ["enum"] = new JsonArray([.. words.Select(word => JsonValue.Create(word))]) },
        text => NearMiss.Of(text, words));

    public static JsonObject Text(string pattern) => new() { ["type"] = "string", ["pattern"] = pattern };
}
