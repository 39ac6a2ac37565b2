using System.Globalization;

namespace ServiceDefaults.Messaging.Contracts;

/// <summary>
/// CloudEvents 1.0 in the headers of an AMQP message ("binary mode" of its AMQP binding). <c>schemaversion</c> and
/// <c>aggregateversion</c> are extension attributes of ours.
/// </summary>
internal static class CloudEventHeaders
{
    private const string Prefix = "cloudEvents:";
    private const string SpecVersion = "1.0";

    // Columns of the inbox.
    private const int MaxIdLength = 200;
    private const int MaxNameLength = 100;

    public static Dictionary<string, object?> Write(EventMetadata metadata)
    {
        var headers = new Dictionary<string, object?>
        {
            [Prefix + "specversion"] = SpecVersion,
            [Prefix + "id"] = metadata.Id,
            [Prefix + "type"] = metadata.Type,
            [Prefix + "source"] = metadata.Source,
            [Prefix + "time"] = metadata.Time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            [Prefix + "subject"] = metadata.Subject,
            [Prefix + "schemaversion"] = metadata.SchemaVersion,
        };
        if (metadata.AggregateVersion is { } version)
        {
            headers[Prefix + "aggregateversion"] = version;
        }

        return headers;
    }

    /// <exception cref="DeadLetterException">Something is missing or not what the specification wants.</exception>
    public static EventMetadata Read(IDictionary<string, object?>? headers)
    {
        if (Text("specversion") is var spec && spec != SpecVersion)
        {
            throw new DeadLetterException(
                spec is null
                    ? "Not a CloudEvent: the header cloudEvents:specversion is missing."
                    : $"CloudEvents {spec} is unknown here; known is {SpecVersion}.");
        }

        return new(
            Required("id", MaxIdLength),
            Required("type", MaxNameLength),
            Required("source", MaxNameLength),
            DateTimeOffset.TryParse(Text("time"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
                ? time
                : throw new DeadLetterException("The header cloudEvents:time is missing or no time."),
            Required("subject", MaxIdLength),
            (int)(Number("schemaversion", int.MaxValue)
                ?? throw new DeadLetterException("The header cloudEvents:schemaversion is missing or no number from 1.")),
            Number("aggregateversion", long.MaxValue));

        string? Text(string name) => MessageHeaders.Text(headers, Prefix + name) ?? MessageHeaders.Text(headers, "cloudEvents_" + name);

        string Required(string name, int limit) => Text(name) switch
        {
            null or "" => throw new DeadLetterException($"The header cloudEvents:{name} is missing."),
            { Length: var length } when length > limit => throw new DeadLetterException(
                $"The header cloudEvents:{name} has {length} characters; at most {limit} are allowed."),
            var text => text,
        };

        long? Number(string name, long limit) => Text(name) switch
        {
            null => null,
            var text when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number >= 1 && number <= limit => number,
            _ => throw new DeadLetterException($"The header cloudEvents:{name} is no number from 1 to {limit}."),
        };
    }
}
