using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Harness.Raw;

/// <param name="Head">Status line and headers, up to and including the empty line.</param>
/// <param name="Body">Without the chunk sizes.</param>
public sealed record RawResponse(int Status, string Head, string Body)
{
    /// <summary>All values of one header.</summary>
    public IReadOnlyList<string> this[string name] =>
    [
        .. from line in Head.Split("\r\n").Skip(1)
           let parts = line.Split(':', 2)
           where parts.Length == 2 && parts[0].Equals(name, StringComparison.OrdinalIgnoreCase)
           select parts[1].Trim(),
    ];

    /// <summary>Cuts the first response off what was received, if it is whole.</summary>
    internal static bool TryTake(StringBuilder received, bool closed, [NotNullWhen(true)] out RawResponse? response)
    {
        var text = received.ToString();
        response = null;
        var headEnd = text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
        if (headEnd < 4)
        {
            return false;
        }

        var status = int.Parse(text.AsSpan("HTTP/1.1 ".Length, 3), NumberStyles.None, CultureInfo.InvariantCulture);
        var head = new RawResponse(status, text[..headEnd], "");
        var end = headEnd;
        if (status is < 200 or 204 or 304)
        {
            response = head;
        }
        else if (head["Transfer-Encoding"].Count > 0)
        {
            var body = new StringBuilder();
            end = Chunks(text, headEnd, body);
            response = end > 0 ? head with { Body = body.ToString() } : null;
        }
        else if (head["Content-Length"] is [var length])
        {
            end += int.Parse(length, NumberStyles.None, CultureInfo.InvariantCulture);
            response = end <= text.Length ? head with { Body = text[headEnd..end] } : null;
        }
        else if (closed)
        {
            end = text.Length;
            response = head with { Body = text[headEnd..] };
        }

        if (response is not null)
        {
            received.Remove(0, end);
        }

        return response is not null;
    }

    /// <returns>Where the last chunk ends, or 0 when it is not there yet.</returns>
    private static int Chunks(string text, int at, StringBuilder body)
    {
        while (text.IndexOf("\r\n", at, StringComparison.Ordinal) is var line and >= 0)
        {
            var size = int.Parse(text.AsSpan(at, line - at), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            at = line + 2 + size + 2;
            if (at > text.Length)
            {
                return 0;
            }

            if (size == 0)
            {
                return at;
            }

            body.Append(text, line + 2, size);
        }

        return 0;
    }
}
