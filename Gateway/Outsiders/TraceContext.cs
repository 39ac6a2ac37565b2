namespace Gateway.Outsiders;

/// <summary>The headers by which a trace is continued: W3C's, and the older ones that .NET still reads.</summary>
internal static class TraceContext
{
    public static void Remove(IHeaderDictionary headers)
    {
        // As properties: Kestrel keeps these in fields, and looks nothing up.
        headers.TraceParent = default;
        headers.TraceState = default;
        headers.Baggage = default;
        headers.RequestId = default;
        headers.CorrelationContext = default;
    }
}
