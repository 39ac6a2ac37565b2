using Microsoft.AspNetCore.Http.Features;

namespace Origin;

/// <summary>Answers with the request as it arrived.</summary>
internal static class Echo
{
    public static void MapEcho(this RouteGroupBuilder open) => open.Map("/echo/{**rest}", async (HttpContext context) =>
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return TypedResults.Ok(new
        {
            Instance = Environment.ProcessId,
            context.Request.Method,
            Target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            Headers = context.Request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString()),
            BodyBytes = body.Length,
        });
    });
}
