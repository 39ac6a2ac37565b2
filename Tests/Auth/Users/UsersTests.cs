using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Auth.Keys;

namespace Auth.Tests.Users;

public sealed class UsersTests : IAsyncLifetime
{
    private readonly SettableClock _clock = new();
    private TestIssuer _issuer = null!;
    private TestService _service = null!;

    public async Task InitializeAsync()
    {
        _issuer = await TestIssuer.StartAsync();
        _service = await TestService.StartAsync(_issuer.MetadataAddress, _clock);
    }

    public async Task DisposeAsync()
    {
        await _service.DisposeAsync();
        await _issuer.DisposeAsync();
    }

    [Theory]
    [InlineData("/anyone")]
    [InlineData("/user")]
    [InlineData("/admin")]
    public async Task An_administrator_may_call_what_is_for_anybody_users_and_administrators(string path) =>
        await GetAsync(HttpStatusCode.OK, path, _issuer.Issue());

    [Fact]
    public async Task Without_a_token_one_is_asked_for()
    {
        using var refused = await _service.GetAsync("/user", token: null);
        Assert.Equal("Bearer", Assert.Single(refused.Headers.WwwAuthenticate).ToString());
        await AssertProblemAsync(HttpStatusCode.Unauthorized, refused);
    }

    [Fact]
    public async Task A_wrong_token_is_called_so_and_nothing_more_is_said()
    {
        using var refused = await _service.GetAsync("/user", _issuer.Issue() + "A");
        Assert.Equal("Bearer error=\"invalid_token\"", Assert.Single(refused.Headers.WwwAuthenticate).ToString());
        await AssertProblemAsync(HttpStatusCode.Unauthorized, refused);
    }

    [Fact]
    public async Task A_role_that_the_user_lacks_is_forbidden()
    {
        using var refused = await _service.GetAsync("/auditor", _issuer.Issue());
        Assert.Equal("Bearer error=\"insufficient_scope\"", Assert.Single(refused.Headers.WwwAuthenticate).ToString());
        await AssertProblemAsync(HttpStatusCode.Forbidden, refused);
    }

    [Fact]
    public async Task A_wrong_token_does_not_close_what_is_for_anybody() => await GetAsync(HttpStatusCode.OK, "/anyone", "a.b.c");

    [Fact]
    public async Task The_keys_are_read_once_and_from_the_host_that_is_configured()
    {
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => GetAsync(HttpStatusCode.OK, "/user", _issuer.Issue())));
        Assert.Equal(["/inner/.well-known/openid-configuration", "/public/keys"], _issuer.Asked);
    }

    [Fact]
    public async Task While_the_issuer_was_never_reached_a_user_is_told_to_come_again()
    {
        _issuer.IsDown = true;
        using var refused = await _service.GetAsync("/user", _issuer.Issue());
        Assert.Equal(TimeSpan.FromSeconds(2), refused.Headers.RetryAfter?.Delta);
        await AssertProblemAsync(HttpStatusCode.ServiceUnavailable, refused);
        await GetAsync(HttpStatusCode.OK, "/anyone", _issuer.Issue());

        _issuer.IsDown = false;
        _clock.Now += TimeSpan.FromSeconds(2);
        await GetAsync(HttpStatusCode.OK, "/user", _issuer.Issue());
    }

    [Fact]
    public async Task A_new_key_is_fetched_when_its_first_token_comes()
    {
        await GetAsync(HttpStatusCode.OK, "/user", _issuer.Issue());
        _issuer.Keys = [.. _issuer.Keys, SigningKey.New(DateTimeOffset.UtcNow)];
        _clock.Now += TimeSpan.FromSeconds(2);
        await GetAsync(HttpStatusCode.OK, "/user", _issuer.Issue());
    }

    [Fact]
    public async Task Made_up_key_ids_do_not_flood_the_issuer()
    {
        await GetAsync(HttpStatusCode.OK, "/user", _issuer.Issue());
        _clock.Now += TimeSpan.FromSeconds(2);
        for (var number = 0; number < 20; number++)
        {
            await GetAsync(HttpStatusCode.Unauthorized, "/user", Strangers());
        }

        Assert.Equal(4, _issuer.Asked.Count);
    }

    [Fact]
    public async Task Known_keys_stay_in_use_while_the_issuer_is_away()
    {
        await GetAsync(HttpStatusCode.OK, "/user", _issuer.Issue());
        _issuer.IsDown = true;
        _clock.Now += TimeSpan.FromHours(1);

        // Its unknown key makes the service ask, in vain.
        await GetAsync(HttpStatusCode.Unauthorized, "/user", Strangers());
        Assert.Equal(3, _issuer.Asked.Count);
        await GetAsync(HttpStatusCode.OK, "/user", _issuer.Issue());
    }

    /// <summary>The library would go on believing keys that were good within the last hour.</summary>
    [Fact]
    public async Task A_key_that_was_withdrawn_is_not_believed_once_its_successor_was_seen()
    {
        var old = _issuer.Issue();
        await GetAsync(HttpStatusCode.OK, "/user", old);
        _issuer.Keys = [SigningKey.New(DateTimeOffset.UtcNow)];
        _clock.Now += TimeSpan.FromMinutes(5);
        await GetAsync(HttpStatusCode.OK, "/user", _issuer.Issue());
        await GetAsync(HttpStatusCode.Unauthorized, "/user", old);
    }

    [Fact]
    public async Task A_strangers_key_id_makes_nobody_wait_for_an_issuer_that_does_not_answer()
    {
        await GetAsync(HttpStatusCode.OK, "/user", _issuer.Issue());
        _issuer.IsSilent = true;
        _clock.Now += TimeSpan.FromSeconds(2);

        await GetAsync(HttpStatusCode.Unauthorized, "/user", Strangers());
        await GetAsync(HttpStatusCode.OK, "/user", _issuer.Issue());
        Assert.False(_issuer.GaveUp.Task.IsCompleted, "The issuer was waited for.");
    }

    [Fact]
    public async Task An_issuer_that_never_answered_is_given_up()
    {
        _issuer.IsSilent = true;
        await GetAsync(HttpStatusCode.ServiceUnavailable, "/user", _issuer.Issue());
        await _issuer.GaveUp.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    /// <summary>A token under a key that nobody has published.</summary>
    private static string Strangers()
    {
        var stranger = SigningKey.New(DateTimeOffset.UtcNow);
        return new Jwt(stranger.Kid).Sign(stranger.Pair.ECDsa);
    }

    private async Task GetAsync(HttpStatusCode expected, string path, string token)
    {
        using var response = await _service.GetAsync(path, token);
        Assert.Equal(expected, response.StatusCode);
    }

    private static async Task AssertProblemAsync(HttpStatusCode expected, HttpResponseMessage response)
    {
        Assert.Equal(expected, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((int)expected, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("traceId").GetString()!);
    }
}
