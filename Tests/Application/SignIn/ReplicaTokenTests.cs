using System.Net;
using Application.Tests.Auth;
using Application.Tests.Running;
using Application.Tests.Telemetry;
using Aspire.Hosting.Testing;

namespace Application.Tests.SignIn;

[Collection(OneApplication.Name)]
public sealed class ReplicaTokenTests(RunningApplication application)
{
    [Fact]
    public async Task Every_replica_takes_the_token_of_any()
    {
        using var deadline = new CancellationTokenSource(Deadlines.Answer);
        var tokens = await application.Gateway.SignUpAsync();
        var instances = new HashSet<string>(StringComparer.Ordinal);
        while (instances.Count < 2)
        {
            // Past the gateway, which keeps its connections: each new one comes to the next replica.
            var sent = application.Spans.All.Count;
            using var auth = new HttpClient { BaseAddress = application.App.GetEndpoint("auth", "http") };
            Assert.Equal(HttpStatusCode.OK, await auth.MeAsync(tokens.AccessToken).StatusAsync());

            // Earlier tests have left spans of the same path; a batch may also bring others' first.
            await application.Spans.WaitAsync(all => Answers(all.Skip(sent)).Any(), deadline.Token);
            instances.UnionWith(Answers(application.Spans.All.Skip(sent)).Select(span => span.Instance));
        }
    }

    private static IEnumerable<ReceivedSpan> Answers(IEnumerable<ReceivedSpan> spans) =>
        spans.Where(span => span.Service == "auth" && span["url.path"] == Accounts.Me && span["http.response.status_code"] == "200");
}
