using System.Globalization;
using System.Net;
using Application.Tests.Auth;
using Application.Tests.Gateway;
using Application.Tests.Running;
using Application.Tests.SignIn;
using Harness.Gateways;

namespace Application.Tests.Lockout;

/// <summary>Hashing fills cores, and there are only so many.</summary>
[Collection(OneApplication.Name)]
public sealed class BusyTests(RunningApplication application)
{
    [Fact]
    public async Task The_replicas_of_one_machine_share_its_cores()
    {
        using var deadline = new CancellationTokenSource(Deadlines.Healthy);
        var replica = await application.App.ResourceNotifications.WaitForResourceHealthyAsync("auth", deadline.Token);
        var parallel = replica.Snapshot.EnvironmentVariables.Single(variable => variable.Name == "Passwords__Parallel").Value;

        Assert.Equal(Math.Max(1, Environment.ProcessorCount / 2), int.Parse(parallel!, CultureInfo.InvariantCulture));
    }

    /// <summary>A replica that hashes one password at a time, with room for one to wait, behind a gateway of its own.</summary>
    [Fact]
    public async Task Who_finds_no_turn_is_told_to_come_back_and_nobody_is_locked_out_or_held_up()
    {
        var (person, other) = (await application.Gateway.NewPersonAsync(), await application.Gateway.NewPersonAsync());
        await using var auth = await AuthProcess.StartAsync(application, ("Passwords__Parallel", "1"), ("Passwords__MaxWaiting", "1"));
        await using var gateway = await GatewayProcess.StartAsync(
            new GatewaySettings().Service("auth", auth.Address).WithoutRateLimits().Set("Gateway:TrustedProxies:0", "127.0.0.1"));
        using var clients = EachFromAnotherAddress.Client(gateway.Address);
        Assert.Equal(HttpStatusCode.OK, await clients.MeAsync(other.Tokens.AccessToken).StatusAsync());

        // More of one account than it may fail, from addresses that have never been.
        var signIns = Enumerable.Range(0, 40).Select(_ => clients.LoginAsync(person.Email)).ToList();
        var signingIn = Task.WhenAll(signIns);
        while (!signingIn.IsCompleted)
        {
            Assert.Equal(HttpStatusCode.OK, await clients.MeAsync(other.Tokens.AccessToken).StatusAsync());
        }

        var answers = await signingIn;
        Assert.All(answers, answer => Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable, $"{answer}"));
        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        var refused = answers.Where(answer => answer.StatusCode == HttpStatusCode.ServiceUnavailable).ToList();
        Assert.NotEmpty(refused);
        foreach (var answer in refused)
        {
            await Problem.ReadAsync(HttpStatusCode.ServiceUnavailable, answer);
            Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter?.Delta);
        }

        Array.ForEach(answers, answer => answer.Dispose());
        await using var database = await AuthDatabase.OpenAsync(application.App);
        Assert.Equal(0, await database.CountAsync(
            "SELECT COALESCE(SUM(failures), 0) FROM sign_in_counters WHERE id = @Id",
            ("@Id", (await SecretIds.ReadAsync(application.App)).Account(person.Email))));
    }
}
