using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using ServiceDefaults.Messaging;

namespace Email.Templates;

/// <summary>Subject, text and HTML with places <c>{{name}}</c> for data.</summary>
internal sealed partial record MailTemplate(string Subject, string Text, string Html)
{
    // A line in a header; clients show less.
    private const int MaxSubjectLength = 200;

    /// <summary>Every place needs a value, and every value a place: who misspelt one is told so.</summary>
    /// <exception cref="DeadLetterException">A value is missing, superfluous, or holds control characters.</exception>
    public MailText Fill(IReadOnlyDictionary<string, string> data)
    {
        var names = Place().Matches(Subject + Text + Html).Select(place => place.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);
        if (!names.SetEquals(data.Keys))
        {
            throw new DeadLetterException(names.Count == 0
                ? "This template takes no data: expected is \"data\": {}."
                : $"This template takes exactly these data: {string.Join(", ", names.Order(StringComparer.Ordinal))}.");
        }

        if (data.Values.Any(value => value.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'))))
        {
            throw new DeadLetterException("Data must not hold control characters other than line breaks and tabs.");
        }

        return new(
            OneLine(Fill(Subject, data, value => value)),
            Fill(Text, data, value => value),
            Fill(Html, data, value => WebUtility.HtmlEncode(value).ReplaceLineEndings("<br>\n")));
    }

    // In one pass: a value that looks like a place is left as it is.
    private static string Fill(string text, IReadOnlyDictionary<string, string> data, Func<string, string> encode) =>
        Place().Replace(text, place => encode(data[place.Groups["name"].Value]));

    /// <summary>A line break in a subject would begin another header.</summary>
    private static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            line.Append(Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029 ? " " : rune.ToString());
        }

        return line.Length <= MaxSubjectLength
            ? line.ToString().Trim()
            : throw new DeadLetterException($"The subject has more than {MaxSubjectLength} characters.");
    }

    [GeneratedRegex(@"\{\{(?<name>[a-z]+)\}\}", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Place();
}

/// <summary>What is sent.</summary>
internal sealed record MailText(string Subject, string Text, string Html)
{
    public override string ToString() => "***";
}
