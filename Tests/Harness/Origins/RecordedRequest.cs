using System.Text;

namespace Harness.Origins;

/// <summary>A request as its bytes arrived.</summary>
/// <param name="Head">Request line and headers with their line ends, up to and including the empty line. Bytes as Latin-1.</param>
/// <param name="Framing">The bytes of the body as they came, chunk sizes and all.</param>
/// <param name="Body">What they stand for.</param>
/// <param name="IsWhole">False when the connection ended before the request did; no server carries out half a request.</param>
public sealed record RecordedRequest(string Head, string Framing, string Body, bool IsWhole)
{
    public string Line => Head.Split("\r\n", 2)[0];

    /// <summary>In their order, as written.</summary>
    public IEnumerable<(string Name, string Value)> Headers => Head.Split("\r\n").Skip(1).Where(line => line.Length > 0).Select(line =>
    {
        var parts = line.Split(':', 2);
        return (parts[0], parts.Length > 1 ? parts[1].Trim(' ') : "");
    });

    /// <summary>All values of one header, in whatever letters its name was written.</summary>
    public IReadOnlyList<string> this[string name] =>
        [.. from header in Headers where header.Name.Equals(name, StringComparison.OrdinalIgnoreCase) select header.Value];

    public override string ToString() =>
        new StringBuilder(Head).Append(Framing).Replace("\r", "\\r").Replace("\n", "\\n\n").Replace("\0", "\\0").ToString();
}
