using System.Diagnostics;
using Messaging.Tests.Running;
using OpenTelemetry;
using Shop;

namespace Messaging.Tests;

[Collection(WithServers.Name)]
public sealed class TracingTests(Servers servers)
{
    private static readonly ActivitySource Requests = new("Shop");

    [Fact]
    public async Task Send_is_a_child_of_the_request_and_process_of_the_send_and_a_retry_is_linked()
    {
        await using var world = await World.CreateAsync(servers);
        var shop = await world.ShopAsync();
        Activity request;
        using (request = Requests.StartActivity("request", ActivityKind.Server, parentContext: default)!)
        {
            await shop.PublishAsync(new OrderPlaced(1, "fail 1"));
        }

        await world.HandledAsync(1);
        await Wait.UntilAsync("both attempts are told", () => Task.FromResult(Of("process shop.events").Count == 2));
        var send = Assert.Single(Of("send events"));
        Assert.Equal(request.SpanId, send.ParentSpanId);
        Assert.Equal(ActivityKind.Producer, send.Kind);
        Assert.Equal("rabbitmq", send.GetTagItem("messaging.system"));
        Assert.Equal("order.placed", send.GetTagItem("messaging.rabbitmq.destination.routing_key"));
        Assert.All(Of("process shop.events"), process => Assert.Equal(send.SpanId, process.ParentSpanId));
        Assert.Equal(ActivityStatusCode.Error, Of("process shop.events")[0].Status);
        Assert.Equal(Of("process shop.events")[0].SpanId, Assert.Single(Of("process shop.events")[1].Links).Context.SpanId);

        List<Activity> Of(string name) => [.. shop.Spans.Where(span => span.TraceId == request.TraceId && span.DisplayName == name).OrderBy(span => span.StartTimeUtc)];
    }

    [Fact]
    public async Task Relay_and_consumers_open_no_span_that_nobody_asked_for()
    {
        await using var world = await World.CreateAsync(servers);
        var shop = await world.ShopAsync();
        using (Requests.StartActivity("request", ActivityKind.Server, parentContext: default))
        {
            await shop.PublishAsync(new OrderPlaced(1, "fail 1"));
        }

        // The test's own questions to the database are not meant.
        using var untraced = SuppressInstrumentationScope.Begin();
        await world.HandledAsync(1);
        await Wait.UntilAsync("both attempts are told", () => Task.FromResult(shop.Spans.Count(span => span.DisplayName == "process shop.events") == 2));

        // Every span but the roots of the request and of the migrations has a parent that is told too.
        var known = shop.Spans.Select(span => span.SpanId).ToHashSet();
        var orphans = shop.Spans.Where(span => span.ParentSpanId == default ? span.DisplayName is not ("request" or "migrate") : !known.Contains(span.ParentSpanId));
        Assert.Empty(string.Join('\n', orphans.Select(span => $"{span.Source.Name} {span.DisplayName} {span.GetTagItem("db.query.text")}")));
    }
}
