using System.Net;
using Application.Tests.Auth;
using Application.Tests.Running;
using Application.Tests.Telemetry;

namespace Application.Tests.SignIn;

[Collection(OneApplication.Name)]
public sealed class ReplicaTokenTests(RunningApplication application)
{
    /// <summary>As many as make the gateway open several connections: here it balances over connections, not over requests.</summary>
    private const int AtOnce = 8;

    [Fact]
    public async Task Every_replica_takes_the_token_of_any()
    {
        using var deadline = new CancellationTokenSource(Deadlines.Answer);
        var tokens = await application.Gateway.SignUpAsync();
        var instances = new HashSet<string>(StringComparer.Ordinal);
        while (instances.Count < 2)
        {
            var sent = application.Spans.All.Count;
            var answers = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ =>
                application.Gateway.MeAsync(tokens.AccessToken).StatusAsync()));
            Assert.All(answers, status => Assert.Equal(HttpStatusCode.OK, status));

            // Earlier tests have left spans of the same path; a batch may also bring others' first.
            await application.Spans.WaitAsync(all => Answers(all.Skip(sent)).Any(), deadline.Token);
            instances.UnionWith(Answers(application.Spans.All.Skip(sent)).Select(span => span.Instance));
        }
    }

    private static IEnumerable<ReceivedSpan> Answers(IEnumerable<ReceivedSpan> spans) =>
        spans.Where(span => span.Service == "auth" && span["url.path"] == Accounts.Me && span["http.response.status_code"] == "200");
}
