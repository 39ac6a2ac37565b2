using System.Net.WebSockets;

namespace Origin;

/// <summary>Answers that take their time.</summary>
internal static class Streams
{
    public static void MapStreams(this RouteGroupBuilder open)
    {
        open.Map("/slow/{milliseconds:int}", SlowAsync);
        open.MapGet("/long/{milliseconds:int}", LongAsync);
        open.Map("/silent", (CancellationToken aborted) => Task.Delay(Timeout.Infinite, aborted));
        open.MapGet("/broken", BreakAsync);
        open.MapGet("/events", EventsAsync);
        open.Map("/socket", SocketAsync);
    }

    private static async Task<string> SlowAsync(int milliseconds, CancellationToken aborted)
    {
        await Task.Delay(milliseconds, aborted);
        return "slow";
    }

    /// <summary>Answers with the process that did it.</summary>
    private static async Task<string> LongAsync(int milliseconds, CancellationToken aborted)
    {
        await Task.Delay(milliseconds, aborted);
        return $"{Environment.ProcessId}";
    }

    /// <summary>Promises more than it sends, and cuts the connection.</summary>
    private static async Task BreakAsync(HttpContext context)
    {
        context.Response.ContentLength = 1000;
        await context.Response.WriteAsync("half", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        context.Abort();
    }

    /// <summary>One server-sent event at once; the second only when the client has asked for it on another connection.</summary>
    private static async Task EventsAsync(HttpContext context, string key, bool? next, string? cacheControl)
    {
        if (next is true)
        {
            Gates.Open(key);
            return;
        }

        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = cacheControl;
        await context.Response.WriteAsync("data: first\n\n", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        await Gates.PassAsync(key, context.RequestAborted);
        await context.Response.WriteAsync("data: second\n\n", context.RequestAborted);
    }

    private static async Task SocketAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var buffer = new byte[64 * 1024];
        while (await socket.ReceiveAsync(buffer, context.RequestAborted) is { MessageType: not WebSocketMessageType.Close } part)
        {
            await socket.SendAsync(buffer.AsMemory(0, part.Count), part.MessageType, part.EndOfMessage, context.RequestAborted);
        }

        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, context.RequestAborted);
    }
}
