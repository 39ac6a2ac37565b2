using System.Globalization;
using System.Text;

namespace Harness.Origins;

/// <summary>Cuts a connection's bytes into requests. Only CRLF ends a line; a body is framed by the first header that says so.</summary>
internal sealed class RequestReader(Stream connection)
{
    private readonly StringBuilder _read = new();

    /// <returns>Null at the end of the connection. A request that was cut off counts: it did arrive.</returns>
    public async Task<RecordedRequest?> ReadAsync(CancellationToken cancellationToken)
    {
        var (head, headIsWhole) = await UntilAsync("\r\n\r\n", cancellationToken);
        if (head.Length == 0)
        {
            return null;
        }

        var request = new RecordedRequest(head, "", "", headIsWhole);
        if (request["Transfer-Encoding"].Count > 0)
        {
            return await ChunkedAsync(request, cancellationToken);
        }

        var length = request["Content-Length"] is [var digits, ..] ? int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture) : 0;
        var body = await TakeAsync(length, cancellationToken);
        return request with { Framing = body, Body = body, IsWhole = headIsWhole && body.Length == length };
    }

    private async Task<RecordedRequest> ChunkedAsync(RecordedRequest request, CancellationToken cancellationToken)
    {
        var (framing, body) = (new StringBuilder(), new StringBuilder());
        while (true)
        {
            var (line, whole) = await UntilAsync("\r\n", cancellationToken);
            framing.Append(line);
            var size = whole ? int.Parse(line.Split(';', '\r')[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) : -1;
            if (size > 0)
            {
                var chunk = await TakeAsync(size + 2, cancellationToken);
                framing.Append(chunk);
                body.Append(chunk.AsSpan(0, Math.Min(size, chunk.Length)));
                continue;
            }

            for (var trailer = whole ? "more" : ""; trailer is not ("" or "\r\n");)
            {
                (trailer, whole) = await UntilAsync("\r\n", cancellationToken);
                framing.Append(trailer);
            }

            return request with { Framing = framing.ToString(), Body = body.ToString(), IsWhole = whole };
        }
    }

    private async Task<(string Text, bool Whole)> UntilAsync(string end, CancellationToken cancellationToken)
    {
        while (true)
        {
            var at = _read.ToString().IndexOf(end, StringComparison.Ordinal);
            if (at >= 0)
            {
                return (Cut(at + end.Length), true);
            }

            if (!await MoreAsync(cancellationToken))
            {
                return (Cut(_read.Length), false);
            }
        }
    }

    private async Task<string> TakeAsync(int count, CancellationToken cancellationToken)
    {
        while (_read.Length < count && await MoreAsync(cancellationToken))
        {
        }

        return Cut(Math.Min(count, _read.Length));
    }

    private string Cut(int length)
    {
        var text = _read.ToString(0, length);
        _read.Remove(0, length);
        return text;
    }

    private async Task<bool> MoreAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[16 * 1024];
        var count = await connection.ReadAsync(buffer, cancellationToken);
        _read.Append(Encoding.Latin1.GetString(buffer, 0, count));
        return count > 0;
    }
}
