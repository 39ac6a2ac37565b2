using System.Net;
using Application.Tests.Auth;
using Application.Tests.Running;
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

            await application.Spans.WaitAsync(all => all.Count > sent, deadline.Token);
            instances.UnionWith(application.Spans.All
                .Where(span => span.Service == "auth" && span["url.path"] == Accounts.Me)
                .Select(span => span.Instance));
        }
    }
}
