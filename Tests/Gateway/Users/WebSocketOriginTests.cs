using System.Net;
using System.Net.WebSockets;
using Gateway.Tests.Running;
using Harness.Processes;

namespace Gateway.Tests.Users;

[Collection(OneEdge.Name)]
public sealed class WebSocketOriginTests(Edge edge)
{
    [Fact]
    public async Task A_page_that_may_read_answers_opens_a_WebSocket()
    {
        Assert.Equal(HttpStatusCode.SwitchingProtocols, await OpenAsync(Edge.Shop));
        Assert.Equal(HttpStatusCode.SwitchingProtocols, await OpenAsync($"http://{edge.Gateway.Address.Authority}"));
    }

    [Theory]
    [InlineData("https://elsewhere.example")]
    [InlineData("https://shop.example.elsewhere")]
    [InlineData("null")]
    public async Task A_page_of_another_origin_does_not(string origin) => Assert.Equal(HttpStatusCode.Forbidden, await OpenAsync(origin));

    private async Task<HttpStatusCode> OpenAsync(string origin)
    {
        using var deadline = new CancellationTokenSource(Deadlines.Answer);
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.SetRequestHeader("Origin", origin);
        try
        {
            await socket.ConnectAsync(new UriBuilder(edge.Gateway.Address) { Scheme = "ws", Path = "/open/socket" }.Uri, deadline.Token);
        }
        catch (WebSocketException)
        {
            // Refused; the status says how.
        }

        return socket.HttpStatusCode;
    }
}
