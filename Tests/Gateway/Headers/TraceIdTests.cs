using System.Text.Json;
using Gateway.Tests.Running;
using Harness.Processes;
using Harness.Raw;

namespace Gateway.Tests.Headers;

[Collection(OneEdge.Name)]
public sealed class TraceIdTests(Edge edge)
{
    [Theory]
    [InlineData("/open/echo")]
    [InlineData("/closed/x")]
    [InlineData("/nothing/here")]
    [InlineData("/open/../x")]
    public async Task Every_answer_names_its_trace(string path)
    {
        using var response = await edge.Outsider.GetAsync(path);
        Assert.Matches("^[0-9a-f]{32}$", Assert.Single(response.Headers.GetValues("Trace-Id")));
    }

    [Fact]
    public async Task An_answer_from_memory_names_its_own()
    {
        var path = $"/open/reply?header=Cache-Control:public,max-age=300&key={Guid.NewGuid()}";
        using var first = await edge.Outsider.GetAsync(path);
        using var second = await edge.Outsider.GetAsync(path);
        Assert.NotEqual(Assert.Single(first.Headers.GetValues("Trace-Id")), Assert.Single(second.Headers.GetValues("Trace-Id")));
    }

    [Fact]
    public async Task What_is_malformed_is_told_its_trace_too()
    {
        using var connection = await RawConnection.OpenAsync(edge.Gateway.Address);
        await connection.SendAsync("GET / HTTP/9.9\r\n\r\n");
        var response = await connection.ReadResponseAsync(Deadlines.Answer);
        Assert.NotNull(response);
        using var problem = JsonDocument.Parse(response.Body);
        Assert.Equal([problem.RootElement.GetProperty("traceId").GetString()!], response["Trace-Id"]);
    }
}
