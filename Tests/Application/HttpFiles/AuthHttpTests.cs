using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Application.Tests.Running;
using Harness;

namespace Application.Tests.HttpFiles;

/// <summary>Services/Auth/Auth.http from top to bottom, by one client. The first status in each title is what must come.</summary>
[Collection(OneApplication.Name)]
public sealed partial class AuthHttpTests(RunningApplication application)
{
    private const string AnswerOf = ".response.body.$";

    private readonly Dictionary<string, JsonNode> _answers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    [Fact]
    public async Task Every_request_is_answered_as_its_title_says()
    {
        var file = HttpFile.Read(Path.Combine(Repository.Root, "Services/Auth/Auth.http"));
        var adminPassword = await application.App.ParameterAsync("first-admin-password");
        Assert.True(file.Requests.Count > 20, $"Only {file.Requests.Count} requests were found.");
        using var client = application.FromAddress(EachFromAnotherAddress.NewAddress());
        foreach (var request in file.Requests)
        {
            var said = Status().Match(request.Title);
            Assert.True(said.Success, $"'{request.Title}' says no status.");

            string Fill(string text) => HttpFile.Fill(text, name => Value(file, name, adminPassword));
            using var message = new HttpRequestMessage(new HttpMethod(request.Method), Fill(request.Url));
            message.Content = request.Body.Length == 0 ? null : new StringContent(Fill(request.Body), Encoding.UTF8, "application/json");
            foreach (var (name, value) in request.Headers.Where(header => header.Name != "Content-Type"))
            {
                message.Headers.Add(name, Fill(value));
            }

            using var answer = await client.SendAsync(message);
            var body = await answer.Content.ReadAsStringAsync();
            Assert.True(said.Value == $"{(int)answer.StatusCode}", $"'{request.Title}' was answered with {(int)answer.StatusCode}: {body}");
            if (request.Name.Length > 0)
            {
                _answers.Add(request.Name, JsonNode.Parse(body)!);
            }
        }

        Assert.Equal(_answers.Keys.Concat(file.Variables.Keys).Order(StringComparer.Ordinal), _used.Order(StringComparer.Ordinal));
    }

    private string Value(HttpFile file, string name, string adminPassword)
    {
        if (name == "$dotenv FIRST_ADMIN_PASSWORD")
        {
            return adminPassword;
        }

        if (name.IndexOf(AnswerOf, StringComparison.Ordinal) is var at and > 0)
        {
            _used.Add(name[..at]);
            return Steps().Matches(name[(at + AnswerOf.Length)..]).Aggregate(_answers[name[..at]], Step).ToString();
        }

        _used.Add(name);
        return name == "host" ? application.Gateway.BaseAddress!.GetLeftPart(UriPartial.Authority) : file.Variables[name];
    }

    private static JsonNode Step(JsonNode from, Match step) =>
        (step.Groups["index"].Success ? from[int.Parse(step.Groups["index"].ValueSpan, null)] : from[step.Groups["name"].Value])!;

    [GeneratedRegex("[1-5][0-9]{2}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Status();

    [GeneratedRegex(@"\.(?<name>\w+)|\[(?<index>\d+)\]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Steps();
}
