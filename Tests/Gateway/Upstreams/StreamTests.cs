using System.Net.WebSockets;
using System.Text;
using Gateway.Tests.Running;
using Harness.Processes;

namespace Gateway.Tests.Upstreams;

[Collection(OneEdge.Name)]
public sealed class StreamTests(Edge edge)
{
    [Fact]
    public async Task A_WebSocket_carries_messages_both_ways()
    {
        using var deadline = new CancellationTokenSource(Deadlines.Answer);
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(edge.Gateway.Address) { Scheme = "ws", Path = "/open/socket" }.Uri, deadline.Token);
        foreach (var size in new[] { 1, 1000, 200_000 })
        {
            var message = Encoding.ASCII.GetBytes(new string('a', size));
            await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, deadline.Token);
            Assert.Equal(message, await ReceiveAsync(socket, deadline.Token));
        }

        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, deadline.Token);
        Assert.Equal(WebSocketState.Closed, socket.State);
    }

    /// <summary>The upstream sends the second event only once the first has been seen here, so nothing can have been held back.</summary>
    [Theory]
    [InlineData("", "identity")]
    [InlineData("public,max-age=300", "identity")]
    [InlineData("public,max-age=300", "gzip")]
    public async Task A_server_sent_event_arrives_when_it_is_sent(string cacheControl, string coding)
    {
        using var deadline = new CancellationTokenSource(Deadlines.Answer);
        var path = $"/open/events?key={Guid.NewGuid()}&cacheControl={cacheControl}";
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.AcceptEncoding.ParseAdd(coding);
        using var response = await edge.Outsider.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
        Assert.Empty(response.Content.Headers.ContentEncoding);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        using var events = new StreamReader(await response.Content.ReadAsStreamAsync(deadline.Token));
        Assert.Equal("data: first", await events.ReadLineAsync(deadline.Token));

        using var next = await edge.Outsider.GetAsync(path + "&next=true", deadline.Token);
        Assert.Equal("", await events.ReadLineAsync(deadline.Token));
        Assert.Equal("data: second", await events.ReadLineAsync(deadline.Token));
    }

    private static async Task<byte[]> ReceiveAsync(ClientWebSocket socket, CancellationToken cancellationToken)
    {
        var (message, buffer) = (new MemoryStream(), new byte[16 * 1024]);
        WebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(new ArraySegment<byte>(buffer), cancellationToken);
            message.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return message.ToArray();
    }
}
