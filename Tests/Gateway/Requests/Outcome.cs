using System.Text.RegularExpressions;
using Harness.Origins;
using Harness.Raw;

namespace Gateway.Tests.Requests;

/// <summary>What became of a case at one gateway.</summary>
/// <param name="Id">Stands in the path of this case alone.</param>
/// <param name="Answer">Everything the client got, until the connection closed or fell silent.</param>
/// <param name="Arrived">What reached the upstream of it, whole or cut off.</param>
internal sealed partial record Outcome(string Id, string Answer, IReadOnlyList<RecordedRequest> Arrived)
{
    /// <summary>Longer than any answer takes, shorter than any time-out: who is silent this long waits for more of the request.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    /// <summary>Of the first answer; 0 when there was none.</summary>
    public int Status => StatusLine().Match(Answer) is { Success: true } line ? int.Parse(line.Groups["status"].ValueSpan, null) : 0;

    public IReadOnlyList<RecordedRequest> Whole => [.. Arrived.Where(request => request.IsWhole)];

    /// <summary>An error that says the request is wrong, and no whole request at the upstream.</summary>
    public bool IsRefusal => Status is (>= 400 and < 500) or 501 or 505 && Whole.Count == 0;

    public static async Task<Outcome> OfAsync(RequestCase @case, string id, Uri gateway, RecordingOrigin origin)
    {
        using var connection = await RawConnection.OpenAsync(gateway);
        await connection.SendAsync(RequestCase.Fill(@case.Bytes, $"/open/{id}", gateway.Authority));
        await connection.ReadUntilQuietAsync(Quiet);
        return new Outcome(id, connection.Received, origin.Mentioning(id));
    }

    public override string ToString() =>
        $"Answer:\n{Answer}\n\nAt the upstream:\n{string.Join("\n--\n", Arrived.Select(request => (request.IsWhole ? "" : "(cut off) ") + request))}";

    // Interim answers (1xx) come before the answer.
    [GeneratedRegex(@"(\A|\r\n\r\n)HTTP/1\.[01] (?<status>[2-5][0-9]{2}) ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex StatusLine();
}
