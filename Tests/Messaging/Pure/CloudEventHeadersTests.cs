using System.Text;
using ServiceDefaults.Messaging;
using ServiceDefaults.Messaging.Contracts;

namespace Messaging.Tests.Pure;

public sealed class CloudEventHeadersTests
{
    private static readonly EventMetadata Event = new(
        "1", "a.b", "/x", new DateTimeOffset(2026, 11, 26, 12, 0, 0, TimeSpan.Zero), "s", SchemaVersion: 3, AggregateVersion: 7);

    [Fact]
    public void What_is_written_is_read() => Assert.Equal(Event, CloudEventHeaders.Read(CloudEventHeaders.Write(Event)));

    [Fact]
    public void Text_arrives_as_bytes_and_the_prefix_may_have_an_underscore()
    {
        var foreign = CloudEventHeaders.Write(Event).ToDictionary(
            header => header.Key.Replace(':', '_'), object? (header) => Encoding.UTF8.GetBytes(MessageHeaders.Text(header.Value)!));

        Assert.Equal(Event, CloudEventHeaders.Read(foreign));
    }

    [Theory]
    [InlineData("specversion", "0.3")]
    [InlineData("id", "")]
    [InlineData("time", "yesterday")]
    [InlineData("schemaversion", "0")]
    [InlineData("schemaversion", "99999999999")]
    [InlineData("aggregateversion", "-1")]
    public void What_is_wrong_is_told(string name, string value)
    {
        var headers = CloudEventHeaders.Write(Event);
        headers["cloudEvents:" + name] = value;

        Assert.Throws<DeadLetterException>(() => CloudEventHeaders.Read(headers));
    }

    [Fact]
    public void An_id_that_fits_no_column_is_refused()
    {
        var headers = CloudEventHeaders.Write(Event with { Id = new string('x', 201) });

        Assert.Contains("201 characters", Assert.Throws<DeadLetterException>(() => CloudEventHeaders.Read(headers)).Message, StringComparison.Ordinal);
    }
}
