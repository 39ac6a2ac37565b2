using System.Net;
using Gateway.Tests.Running;
using Harness.Processes;

namespace Gateway.Tests.Users;

[Collection(OneEdge.Name)]
public sealed class RefusalLogTests(Edge edge)
{
    [Theory]
    [InlineData("/closed/", "no valid token")]
    [InlineData("/staff/", "the role is missing")]
    public async Task Who_is_turned_away_leaves_a_line_without_the_token(string prefix, string reason)
    {
        var path = $"{prefix}{Guid.NewGuid():n}";
        var token = edge.Issuer.Token(token => token.Expires = prefix == "/closed/" ? DateTime.UtcNow.AddMinutes(-5) : token.Expires);
        using var response = await Edge.GetAsync(edge.Outsider, path, ("Authorization", "Bearer " + token));
        Assert.InRange(response.StatusCode, HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden);

        await Deadlines.HoldsAsync("the line", () => Task.FromResult(
            edge.Gateway.Output.Split('\n').Any(line => line.Contains(path, StringComparison.Ordinal) && line.Contains(reason, StringComparison.Ordinal))));
        Assert.DoesNotContain(token.Split('.')[1], edge.Gateway.Output, StringComparison.Ordinal);
    }
}
