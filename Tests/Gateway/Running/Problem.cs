using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Harness.Raw;

namespace Gateway.Tests.Running;

/// <summary>The one form in which every error leaves: RFC 9457, with the id of its trace and nothing of what went wrong inside.</summary>
internal static partial class Problem
{
    public static async Task AssertAsync(HttpStatusCode status, HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(status == response.StatusCode, $"{(int)status} was expected, not {(int)response.StatusCode}: {body}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        AssertBody((int)status, body);
    }

    public static void AssertRaw(int status, RawResponse? response)
    {
        Assert.NotNull(response);
        Assert.True(status == response.Status, $"{status} was expected, not: {response.Head}{response.Body}");
        Assert.Equal(["application/problem+json"], response["Content-Type"]);
        AssertBody(status, response.Body);
    }

    private static void AssertBody(int status, string body)
    {
        using var problem = JsonDocument.Parse(body);
        Assert.Equal(status, problem.RootElement.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.RootElement.GetProperty("title").GetString()!);
        Assert.Matches(TraceId(), problem.RootElement.GetProperty("traceId").GetString());
        Assert.DoesNotContain("   at ", body, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", body, StringComparison.Ordinal);
    }

    [GeneratedRegex("^[0-9a-f]{32}$", RegexOptions.None, 1000)]
    private static partial Regex TraceId();
}
