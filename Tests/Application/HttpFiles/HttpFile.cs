using System.Text.RegularExpressions;

namespace Application.Tests.HttpFiles;

/// <summary>A request of a .http file, its placeholders not yet filled.</summary>
/// <param name="Title">What stands behind its <c>###</c>.</param>
/// <param name="Name">By which later requests call its answer; empty if none does.</param>
internal sealed record HttpFileRequest(
    string Title, string Name, string Method, string Url, IReadOnlyList<(string Name, string Value)> Headers, string Body);

/// <summary>A .http file as editors run it, as far as ours use the form: <c>@variable = value</c>, <c>### title</c>, <c># @name</c>, comments.</summary>
internal sealed partial class HttpFile
{
    private HttpFile(IReadOnlyDictionary<string, string> variables, IReadOnlyList<HttpFileRequest> requests) =>
        (Variables, Requests) = (variables, requests);

    public IReadOnlyDictionary<string, string> Variables { get; }

    public IReadOnlyList<HttpFileRequest> Requests { get; }

    public static HttpFile Read(string path)
    {
        var blocks = Blocks().Split(File.ReadAllText(path));
        var variables = Variable().Matches(blocks[0]).ToDictionary(match => match.Groups["name"].Value, match => match.Groups["value"].Value.Trim());
        return new HttpFile(variables, [.. blocks.Skip(1).Select(Request)]);
    }

    /// <summary>Replaces every <c>{{placeholder}}</c>, also in what replaced one.</summary>
    public static string Fill(string text, Func<string, string> value) =>
        Placeholder().Replace(text, match => Fill(value(match.Groups["name"].Value.Trim()), value));

    private static HttpFileRequest Request(string block)
    {
        var lines = block.Split('\n').Select(line => line.TrimEnd('\r')).ToList();
        var name = lines.Find(line => line.StartsWith("# @name ", StringComparison.Ordinal))?["# @name ".Length..].Trim() ?? "";
        var rest = lines.Skip(1).SkipWhile(line => line.StartsWith('#') || line.Length == 0).ToList();
        if (rest is not [var line, ..] || line.Split(' ', 2) is not [var method, var url])
        {
            throw new FormatException($"There is no request in: {block}");
        }

        var headers = rest.Skip(1).TakeWhile(header => header.Length > 0).Select(header => header.Split(':', 2)).ToList();
        return new HttpFileRequest(
            lines[0].Trim(), name, method, url.Trim(),
            [.. headers.Select(header => (header[0].Trim(), header[1].Trim()))],
            string.Join('\n', rest.Skip(1 + headers.Count)).Trim());
    }

    [GeneratedRegex("^###", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Blocks();

    [GeneratedRegex("^@(?<name>[A-Za-z]+) *=(?<value>.*)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Variable();

    [GeneratedRegex(@"\{\{(?<name>[^{}]+)\}\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
