using System.Net;
using Application.Tests.Auth;
using Application.Tests.Gateway;
using Application.Tests.Running;

namespace Application.Tests.SignIn;

/// <summary>Who presents a refresh token a second time has stolen it, or was stolen from.</summary>
[Collection(OneApplication.Name)]
public sealed class RefreshReuseTests(RunningApplication application)
{
    private HttpClient Gateway => application.Gateway;

    [Fact]
    public async Task A_token_that_is_used_again_ends_the_whole_session()
    {
        var first = await Gateway.SignUpAsync();
        var second = await RefreshAsync(first);
        var third = await RefreshAsync(second);

        using var reused = await Gateway.RefreshAsync(first.RefreshToken);
        await Problem.ReadAsync(HttpStatusCode.Unauthorized, reused);

        Assert.Equal(HttpStatusCode.Unauthorized, await Gateway.RefreshAsync(third.RefreshToken).StatusAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, await Gateway.MeAsync(third.AccessToken).StatusAsync());
        Assert.Equal(1, await ReusesAsync(first));
    }

    /// <summary>Several rounds, because a check before the update would often get away with one.</summary>
    [Fact]
    public async Task Of_two_refreshes_at_once_one_wins_and_the_other_ends_the_session()
    {
        for (var round = 0; round < 10; round++)
        {
            var tokens = await Gateway.SignUpAsync();
            var answers = await Task.WhenAll(Gateway.RefreshAsync(tokens.RefreshToken), Gateway.RefreshAsync(tokens.RefreshToken));
            Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Unauthorized], answers.Select(answer => answer.StatusCode).Order());

            var winner = await answers.Single(answer => answer.IsSuccessStatusCode).TokensAsync();
            Assert.Equal(HttpStatusCode.Unauthorized, await Gateway.RefreshAsync(winner.RefreshToken).StatusAsync());
            Assert.Equal(1, await ReusesAsync(tokens));
            Array.ForEach(answers, answer => answer.Dispose());
        }
    }

    [Fact]
    public async Task Another_session_of_the_same_person_goes_on()
    {
        var email = Accounts.NewEmail();
        using var created = await Gateway.RegisterAsync(email);
        var (stolen, other) = (await Gateway.SignInAsync(email), await Gateway.SignInAsync(email));
        await RefreshAsync(stolen);
        Assert.Equal(HttpStatusCode.Unauthorized, await Gateway.RefreshAsync(stolen.RefreshToken).StatusAsync());
        await RefreshAsync(other);
    }

    private async Task<Tokens> RefreshAsync(Tokens tokens)
    {
        using var response = await Gateway.RefreshAsync(tokens.RefreshToken);
        return await response.TokensAsync();
    }

    private async Task<long> ReusesAsync(Tokens tokens)
    {
        await using var database = await AuthDatabase.OpenAsync(application.App);
        return await database.CountAsync(
            "SELECT COUNT(*) FROM audit_events WHERE event = 'RefreshTokenReused' AND account_id = @Id",
            ("@Id", Guid.Parse(AccessToken.Claims(tokens.AccessToken)["sub"]!.ToString()).ToByteArray(bigEndian: true)));
    }
}
