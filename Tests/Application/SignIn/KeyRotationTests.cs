using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Application.Tests.Auth;
using Application.Tests.Running;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace Application.Tests.SignIn;

[Collection(OneApplication.Name)]
public sealed class KeyRotationTests(RunningApplication application)
{
    private const int Replicas = 2;

    private HttpClient Gateway => application.Gateway;

    /// <summary>Time passes in the database: the replicas see it at their next start, which a rotation must survive as well.</summary>
    [Fact]
    public async Task A_rotation_leaves_live_tokens_valid()
    {
        var before = await Gateway.SignUpAsync();
        await using var database = await AuthDatabase.OpenAsync(application.App);
        var keys = await database.CountAsync("SELECT COUNT(*) FROM signing_keys");

        // A new key is due: one replica makes it, and it is published, but does not sign yet.
        await database.ExecuteAsync("UPDATE signing_keys SET signs_from = signs_from - INTERVAL 31 DAY");
        await RestartAsync();
        Assert.Equal(keys + 1, await database.CountAsync("SELECT COUNT(*) FROM signing_keys"));
        Assert.Equal(1, await database.CountAsync("SELECT COUNT(*) FROM signing_keys WHERE signs_from > UTC_TIMESTAMP(6)"));
        var ahead = await Gateway.SignUpAsync();
        Assert.Equal(Kid(before), Kid(ahead));

        // Its time has come.
        await database.ExecuteAsync("UPDATE signing_keys SET signs_from = UTC_TIMESTAMP(6) WHERE signs_from > UTC_TIMESTAMP(6)");
        await RestartAsync();
        var after = await Gateway.SignUpAsync();
        Assert.NotEqual(Kid(before), Kid(after));
        Assert.Superset(new HashSet<string> { Kid(before), Kid(after) }, await PublishedAsync());
        foreach (var tokens in new[] { before, ahead, after })
        {
            Assert.Equal(HttpStatusCode.OK, await Gateway.MeAsync(tokens.AccessToken).StatusAsync());
        }
    }

    private static string Kid(Tokens tokens) => new AccessToken(tokens.AccessToken).Header["kid"]!.ToString();

    /// <summary>Of Auth itself: the gateway may answer with what it holds in its cache.</summary>
    private async Task<HashSet<string>> PublishedAsync()
    {
        using var auth = application.App.CreateHttpClient("auth");
        var set = await auth.GetFromJsonAsync<JsonElement>(KeyDocumentTests.KeySet);
        return [.. set.GetProperty("keys").EnumerateArray().Select(key => key.GetProperty("kid").GetString()!)];
    }

    private async Task RestartAsync()
    {
        using var deadline = new CancellationTokenSource(Deadlines.Healthy);
        foreach (var replica in await ReplicasAsync(deadline.Token))
        {
            var result = await application.App.ResourceCommands.ExecuteCommandAsync(
                replica, KnownResourceCommands.RestartCommand, deadline.Token);
            Assert.True(result.Success, result.Message);
        }

        await application.HealthyAsync("auth");
    }

    /// <summary>Their ids: Aspire takes a resource's name for one instance only.</summary>
    private async Task<HashSet<string>> ReplicasAsync(CancellationToken cancellationToken)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var change in application.App.ResourceNotifications.WatchAsync(cancellationToken))
        {
            if (change.Resource.Name == "auth" && ids.Add(change.ResourceId) && ids.Count == Replicas)
            {
                break;
            }
        }

        return ids;
    }
}
