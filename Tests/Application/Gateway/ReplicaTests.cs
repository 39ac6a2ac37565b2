using System.Net.Http.Json;
using Application.Tests.Running;

namespace Application.Tests.Gateway;

[Collection(OneApplication.Name)]
public sealed class ReplicaTests(RunningApplication application)
{
    /// <summary>As many as make the gateway open several connections: it balances over connections here, not over requests.</summary>
    private const int AtOnce = 8;

    [Fact]
    public async Task Both_replicas_of_auth_serve()
    {
        using var deadline = new CancellationTokenSource(Deadlines.Answer);
        var instances = new HashSet<string>(StringComparer.Ordinal);
        while (instances.Count < 2)
        {
            var sent = application.Spans.All.Count;
            var answers = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ =>
                application.Gateway.PostAsJsonAsync("/auth/logout", new { RefreshToken = "nobody's" }, deadline.Token)));
            Array.ForEach(answers, answer => answer.Dispose());

            await application.Spans.WaitAsync(all => all.Count > sent, deadline.Token);
            instances.UnionWith(application.Spans.All
                .Where(span => span.Service == "auth" && span["url.path"] == "/auth/logout")
                .Select(span => span.Instance));
        }

        Assert.Equal(2, instances.Count);
    }
}
