namespace Application.Tests.Telemetry;

/// <summary>A trace as text: a line per span, indented below its parent, siblings in the order of their start.</summary>
internal static class SpanTree
{
    /// <summary>Fails with both texts in full; xunit would show the first difference only.</summary>
    public static void AssertEqual(string expected, IEnumerable<ReceivedSpan> trace)
    {
        var actual = Of(trace);
        Assert.True(expected == actual, $"Expected:\n{expected}\n\nReceived:\n{actual}");
    }

    private static string Of(IEnumerable<ReceivedSpan> trace)
    {
        var spans = trace.OrderBy(span => span.Start).ToList();
        var ids = spans.Select(span => span.SpanId).ToHashSet();
        var children = spans.ToLookup(span => span.ParentId);
        return string.Join('\n', spans.Where(span => !ids.Contains(span.ParentId)).SelectMany(top => Lines(top, depth: 0)));

        IEnumerable<string> Lines(ReceivedSpan span, int depth)
        {
            var orphan = depth == 0 && span.ParentId.Length > 0 ? "ORPHAN " : "";
            return children[span.SpanId].SelectMany(child => Lines(child, depth + 1)).Prepend(new string(' ', 2 * depth) + orphan + span);
        }
    }
}
