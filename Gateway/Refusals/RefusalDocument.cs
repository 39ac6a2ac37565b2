using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Gateway.Answers;
using Microsoft.AspNetCore.WebUtilities;

namespace Gateway.Refusals;

/// <summary>A whole HTTP/1.1 answer that closes the connection, with the same problem document as every other error.</summary>
internal static class RefusalDocument
{
    /// <param name="withBody">False for HEAD, which is answered by headers only.</param>
    /// <param name="trace">The trace under which the refusal is recorded.</param>
    public static byte[] Write(int status, bool withBody, ActivityTraceId trace, DateTimeOffset now)
    {
        var problem = TypedResults.Problem(statusCode: status).ProblemDetails;
        problem.Extensions["traceId"] = trace.ToString();
        var body = JsonSerializer.SerializeToUtf8Bytes(problem, JsonSerializerOptions.Web);
        var head = Encoding.ASCII.GetBytes(
            $"HTTP/1.1 {status} {ReasonPhrases.GetReasonPhrase(status)}\r\n" +
            $"Content-Type: application/problem+json\r\n" +
            $"Content-Length: {body.Length}\r\n" +
            $"Connection: close\r\n" +
            $"Date: {now:R}\r\n" +
            $"X-Content-Type-Options: nosniff\r\n" +
            $"{TraceIdHeader.Name}: {trace}\r\n" +
            $"\r\n");
        return withBody ? [.. head, .. body] : head;
    }
}
