using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Application.Tests.Gateway;

/// <summary>The problem document (RFC 9457) that every error is answered with.</summary>
internal static partial class Problem
{
    /// <summary>Asserts that the answer is one: of this status, with a trace id to look it up by, and silent about what went wrong inside.</summary>
    public static async Task<JsonElement> ReadAsync(HttpStatusCode status, HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(status == response.StatusCode, $"{(int)status} was expected, {(int)response.StatusCode} came: {body}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotMatch(Insides(), body);

        var problem = JsonElement.Parse(body);
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        Assert.Matches(TraceId(), problem.GetProperty("traceId").GetString());
        return problem;
    }

    [GeneratedRegex("^[0-9a-f]{32}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TraceId();

    /// <summary>A stack frame, the name of an exception, a path of the source.</summary>
    [GeneratedRegex(@"\bat \w+\.|Exception\b|\.cs\b|MySql", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Insides();
}
