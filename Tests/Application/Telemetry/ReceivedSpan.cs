using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Application.Tests.Telemetry.Otlp;
using Google.Protobuf;

namespace Application.Tests.Telemetry;

/// <summary>One span, with what its process and instrumentation library said of themselves.</summary>
internal sealed partial class ReceivedSpan(Resource resource, Scope scope, Span span)
{
    public string Service { get; } = Text(resource.Attributes, "service.name");

    /// <summary>Tells the replicas of a service apart.</summary>
    public string Instance { get; } = Text(resource.Attributes, "service.instance.id");

    /// <summary>Name of the activity source.</summary>
    public string Scope { get; } = scope.Name;

    /// <summary><c>server</c>, <c>client</c>, <c>internal</c>, <c>producer</c> or <c>consumer</c>.</summary>
    public string Kind { get; } = span.Kind.ToString().ToLowerInvariant();

    public string Name { get; } = span.Name;

    public bool Failed { get; } = span.Status?.Code == Status.Types.Code.Error;

    public string TraceId { get; } = Hex(span.TraceId);

    public string SpanId { get; } = Hex(span.SpanId);

    /// <summary>Empty for the root of a trace.</summary>
    public string ParentId { get; } = Hex(span.ParentSpanId);

    /// <summary>Nanoseconds since 1970.</summary>
    public ulong Start { get; } = span.StartTimeUnixNano;

    /// <summary>Attributes, events and links that the SDK left out.</summary>
    public uint Dropped { get; } =
        resource.DroppedAttributesCount + span.DroppedAttributesCount + span.DroppedEventsCount + span.DroppedLinksCount;

    public string this[string attribute] => Text(span.Attributes, attribute);

    /// <summary>Whether the text stands anywhere in what was sent: name, attributes, events, status.</summary>
    public bool Mentions(string text) => span.ToByteArray().AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;

    /// <summary>Such as <c>auth server POST /auth/register: 201</c>, or the SQL after the colon.</summary>
    public override string ToString()
    {
        var (sql, status) = (this["db.query.text"], this["http.response.status_code"]);
        var what = sql.Length > 0 ? ": " + Spaces().Replace(sql, " ") : status.Length > 0 ? ": " + status : "";
        return $"{Service} {Kind} {Name}{what}{(Failed ? " (error)" : "")}";
    }

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Spaces();

    private static string Text(IEnumerable<Otlp.Attribute> attributes, string key) =>
        attributes.FirstOrDefault(attribute => attribute.Key == key)?.Value switch
        {
            null => "",
            { OfCase: Value.OfOneofCase.Integer } value => value.Integer.ToString(CultureInfo.InvariantCulture),
            var value => value.Text,
        };

    private static string Hex(ByteString id) => Convert.ToHexStringLower(id.Span);
}
