using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Application.Tests.Auth;
using Application.Tests.Running;
using Aspire.Hosting.Testing;

namespace Application.Tests.SignIn;

/// <summary>Time passes in the database: the replicas look there every second.</summary>
[Collection(OneApplication.Name)]
public sealed class KeyRotationTests(RunningApplication application)
{
    private const string Keys = "SELECT COUNT(*) FROM signing_keys";

    private HttpClient Gateway => application.Gateway;

    [Fact]
    public async Task A_rotation_leaves_live_tokens_valid_and_deletes_the_old_key_when_none_lives()
    {
        var before = await Gateway.SignUpAsync();
        var unused = await Gateway.SignUpAsync();
        await using var database = await AuthDatabase.OpenAsync(application.App);

        // A new key is due: one replica makes it, and it is published, but does not sign yet.
        var keys = await database.CountAsync(Keys);
        await database.ExecuteAsync("UPDATE signing_keys SET signs_from = signs_from - INTERVAL 31 DAY");
        await UntilAsync(async () => await database.CountAsync(Keys) > keys);
        await UntilAsync(async () => (await PublishedAsync()).Count > keys);
        Assert.Equal(keys + 1, await database.CountAsync(Keys));
        Assert.Equal(1, await database.CountAsync(
            "SELECT COUNT(*) FROM audit_events WHERE event = 'SigningKeyRotated' AND details = (SELECT kid FROM signing_keys ORDER BY signs_from DESC LIMIT 1)"));
        var ahead = await Gateway.SignUpAsync();
        Assert.Equal(Kid(before), Kid(ahead));

        // Its time has come.
        await database.ExecuteAsync("UPDATE signing_keys SET signs_from = UTC_TIMESTAMP(6) WHERE signs_from > UTC_TIMESTAMP(6)");
        var after = before;
        await UntilAsync(async () => Kid(after = await Gateway.SignUpAsync()) != Kid(before));
        Assert.Superset(new HashSet<string> { Kid(before), Kid(after) }, await PublishedAsync());
        foreach (var tokens in new[] { before, ahead, after })
        {
            Assert.Equal(HttpStatusCode.OK, await Gateway.MeAsync(tokens.AccessToken).StatusAsync());
        }

        // The last token under the old one has expired everywhere.
        await database.ExecuteAsync("UPDATE signing_keys SET signs_from = signs_from - INTERVAL 1 HOUR");
        await UntilAsync(async () => await database.CountAsync(Keys) == 1);
        await UntilAsync(async () => await Gateway.MeAsync(unused.AccessToken).StatusAsync() == HttpStatusCode.Unauthorized);
        Assert.Equal(HttpStatusCode.OK, await Gateway.MeAsync(after.AccessToken).StatusAsync());
    }

    private static string Kid(Tokens tokens) => new AccessToken(tokens.AccessToken).Header["kid"]!.ToString();

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var deadline = new CancellationTokenSource(Deadlines.Healthy);
        while (!await condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), deadline.Token);
        }
    }

    /// <summary>Of Auth itself: the gateway may answer with what it holds in its cache.</summary>
    private async Task<HashSet<string>> PublishedAsync()
    {
        using var auth = application.App.CreateHttpClient("auth");
        var set = await auth.GetFromJsonAsync<JsonElement>(KeyDocumentTests.KeySet);
        return [.. set.GetProperty("keys").EnumerateArray().Select(key => key.GetProperty("kid").GetString()!)];
    }
}
