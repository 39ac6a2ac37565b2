using Gateway.Tests.Running;
using Harness.Processes;

namespace Gateway.Tests.Headers;

[Collection(OneEdge.Name)]
public sealed class TraceContextTests(Edge edge)
{
    [Theory]
    [InlineData("01")]
    [InlineData("00")]
    public async Task An_outsider_cannot_join_a_trace_nor_choose_whether_it_is_recorded(string flags)
    {
        var theirs = NewTrace();
        var arrived = await Edge.EchoAsync(
            edge.Outsider, ("traceparent", $"00-{theirs}-00f067aa0ba902b7-{flags}"), ("tracestate", "theirs=1"), ("baggage", "theirs=1"));
        var ours = TraceOf(arrived["traceparent"]);
        Assert.NotEqual(theirs, ours);
        Assert.EndsWith("-01", arrived["traceparent"], StringComparison.Ordinal);
        Assert.Null(arrived["tracestate"]);
        Assert.Null(arrived["baggage"]);

        await HasSpanAsync(ours, parent: "");
        Assert.DoesNotContain(edge.Spans.All, span => span.TraceId == theirs);
    }

    [Fact]
    public async Task An_outsider_cannot_join_a_trace_by_the_older_headers()
    {
        var theirs = NewTrace();
        var arrived = await Edge.EchoAsync(edge.Outsider, ("Request-Id", $"|{theirs}.1."), ("Correlation-Context", $"trace={theirs}"));
        Assert.DoesNotContain(arrived.Headers, header => header.Value.Contains(theirs, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_trusted_proxys_trace_is_continued()
    {
        var theirs = NewTrace();
        var arrived = await Edge.EchoAsync(edge.Proxy, ("traceparent", $"00-{theirs}-00f067aa0ba902b7-01"));
        Assert.Equal(theirs, TraceOf(arrived["traceparent"]));
        await HasSpanAsync(theirs, parent: "00f067aa0ba902b7");
    }

    private static string NewTrace() => Guid.NewGuid().ToString("n");

    private static string TraceOf(string? traceparent) => (traceparent ?? "").Split('-') is [_, var trace, _, _] ? trace : "";

    private async Task HasSpanAsync(string trace, string parent)
    {
        using var deadline = new CancellationTokenSource(Deadlines.Answer);
        await edge.Spans.WaitAsync(
            all => all.Any(span => span is { Service: "gateway", Kind: "server" } && span.TraceId == trace && span.ParentId == parent),
            deadline.Token);
    }
}
