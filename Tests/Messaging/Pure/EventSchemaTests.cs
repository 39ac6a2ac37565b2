using ServiceDefaults.Messaging.Contracts;

namespace Messaging.Tests.Pure;

public sealed class EventSchemaTests
{
    [Fact]
    public void A_record_reads_its_own_version_only_unless_it_says_more()
    {
        Assert.False(EventSchema.Of(typeof(Plain)).CanRead(1));
        Assert.True(EventSchema.Of(typeof(Plain)).CanRead(2));
        Assert.False(EventSchema.Of(typeof(Plain)).CanRead(3));
        Assert.True(EventSchema.Of(typeof(Tolerant)).CanRead(1));
    }

    [Theory]
    [InlineData(typeof(string))]
    [InlineData(typeof(Wildcard))]
    [InlineData(typeof(Backwards))]
    public void What_is_no_event_stops_the_start(Type record) =>
        Assert.Throws<InvalidOperationException>(() => EventSchema.Of(record));

    [Event("a.b", Version = 2)]
    private sealed record Plain;

    [Event("a.b", Version = 2, ReadsFrom = 1)]
    private sealed record Tolerant;

    [Event("a.*")]
    private sealed record Wildcard;

    [Event("a.b", Version = 1, ReadsFrom = 2)]
    private sealed record Backwards;
}
