using System.Text;

namespace Origin;

/// <summary>
/// Answers with what the query asks for: <c>status</c>, <c>bytes</c> of text, and as many <c>header=Name:value</c> as wanted.
/// X-Origin-Hits counts the requests for the same <c>key</c>, so that an answer out of a cache shows.
/// </summary>
internal static class Replies
{
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, int> Hits = new(StringComparer.Ordinal);

    public static void MapReplies(this RouteGroupBuilder open) => open.Map("/reply", async (HttpContext context) =>
    {
        var (query, response) = (context.Request.Query, context.Response);
        foreach (var header in query["header"])
        {
            var parts = header!.Split(':', 2);
            response.Headers.Append(parts[0], parts[1]);
        }

        response.Headers["X-Origin-Hits"] = $"{Hits.AddOrUpdate(query["key"].ToString(), 1, (_, hits) => hits + 1)}";
        response.StatusCode = int.Parse(query["status"].FirstOrDefault() ?? "200", null);
        if (response.Headers.ETag.Count > 0 && context.Request.Headers.IfNoneMatch == response.Headers.ETag)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType ??= "text/plain";
        response.ContentLength = int.Parse(query["bytes"].FirstOrDefault() ?? "2", null);
        await response.WriteAsync(new string('a', (int)response.ContentLength), Encoding.ASCII, context.RequestAborted);
    });
}
