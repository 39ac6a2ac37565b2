using System.Net;
using Application.Tests.Auth;
using Application.Tests.Gateway;
using Application.Tests.Running;

namespace Application.Tests.Lockout;

[Collection(OneApplication.Name)]
public sealed class LockoutTests(RunningApplication application)
{
    private const int PairFailures = 5;
    private const int NetworkFailures = 50;
    private const int AccountFailures = 100;

    [Fact]
    public async Task After_five_failures_an_account_waits_for_its_network_and_for_no_other()
    {
        var person = await application.Gateway.NewPersonAsync();
        using var guesser = application.Direct();
        await FailAsync(guesser, person.Email, PairFailures);

        using (var refused = await guesser.LoginAsync(person.Email))
        {
            await Problem.ReadAsync(HttpStatusCode.TooManyRequests, refused);
            AssertWithin(TimeSpan.Zero, RunningApplication.FirstWait, refused.Headers.RetryAfter?.Delta);
        }

        using var elsewhere = application.Direct();
        Assert.Equal(HttpStatusCode.OK, await elsewhere.TryAsync(person.Email, Accounts.Password));
        using var other = await guesser.LoginAsync(Accounts.NewEmail());
        Assert.Equal(HttpStatusCode.Unauthorized, other.StatusCode);
    }

    /// <summary>A wait ends, the next failure doubles it, and the right password forgives all.</summary>
    [Fact]
    public async Task Each_further_failure_doubles_the_wait_until_a_sign_in()
    {
        var person = await application.Gateway.NewPersonAsync();
        using var client = application.Direct();
        await FailAsync(client, person.Email, PairFailures);
        AssertWithin(TimeSpan.Zero, RunningApplication.FirstWait, await WaitAsync(client, person.Email));

        Assert.Equal(HttpStatusCode.Unauthorized, await client.TryAsync(person.Email));
        AssertWithin(RunningApplication.FirstWait, 2 * RunningApplication.FirstWait, await WaitAsync(client, person.Email));

        Assert.Equal(HttpStatusCode.OK, await client.TryAsync(person.Email, Accounts.Password));
        await FailAsync(client, person.Email, PairFailures);
        AssertWithin(TimeSpan.Zero, RunningApplication.FirstWait, await WaitAsync(client, person.Email));
    }

    [Fact]
    public async Task Attempts_at_the_same_time_do_not_outrun_it()
    {
        var person = await application.Gateway.NewPersonAsync();
        foreach (var email in new[] { person.Email, Accounts.NewEmail() })
        {
            using var guesser = application.Direct();
            var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => guesser.TryAsync(email)));
            Assert.Equal(PairFailures, answers.Count(status => status == HttpStatusCode.Unauthorized));
            Assert.Equal(40 - PairFailures, answers.Count(status => status == HttpStatusCode.TooManyRequests));
        }
    }

    /// <summary>Their counters overlap in every way: transactions that took them in different orders would meet in a deadlock.</summary>
    [Fact]
    public async Task Sign_ins_at_the_same_time_do_not_stop_each_other()
    {
        var people = await Task.WhenAll(application.Gateway.NewPersonAsync(), application.Gateway.NewPersonAsync());
        using var home = application.Direct();
        using var work = application.Direct();
        for (var round = 0; round < 10; round++)
        {
            var answers = await Task.WhenAll(
                from client in new[] { home, work }
                from person in people
                from _ in Enumerable.Range(0, PairFailures - 1)
                select client.TryAsync(person.Email, Accounts.Password));
            Assert.All(answers, status => Assert.Equal(HttpStatusCode.OK, status));
        }
    }

    [Fact]
    public async Task Who_tries_many_accounts_from_one_network_waits()
    {
        var (person, neighbour) = (await application.Gateway.NewPersonAsync(), await application.Gateway.NewPersonAsync());
        using var network = application.Direct();
        Assert.Equal(HttpStatusCode.OK, await network.TryAsync(neighbour.Email, Accounts.Password));
        for (var failure = 0; failure < NetworkFailures; failure++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await network.TryAsync(Accounts.NewEmail()));
        }

        // At the limit: now right or wrong makes no difference, unless the account is at home here.
        using var refused = await network.LoginAsync(person.Email);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await network.TryAsync(neighbour.Email, Accounts.Password));
        using var elsewhere = application.Direct();
        Assert.Equal(HttpStatusCode.OK, await elsewhere.TryAsync(person.Email, Accounts.Password));

        // Who does not wait makes nobody else wait longer: after the wait that the last failure began, it is over.
        await Task.Delay(refused.Headers.RetryAfter!.Delta!.Value);
        Assert.Equal(HttpStatusCode.OK, await network.TryAsync(neighbour.Email, Accounts.Password));
        Assert.Equal(HttpStatusCode.OK, await network.TryAsync((await application.Gateway.NewPersonAsync()).Email, Accounts.Password));
    }

    [Fact]
    public async Task Nobody_can_lock_an_owner_out()
    {
        var person = await application.Gateway.NewPersonAsync();
        using var home = application.Direct();
        Assert.Equal(HttpStatusCode.OK, await home.TryAsync(person.Email, Accounts.Password));
        for (var failure = 0; failure < AccountFailures; failure++)
        {
            using var stranger = application.Direct(Address(failure));
            Assert.Equal(HttpStatusCode.Unauthorized, await stranger.TryAsync(person.Email));
        }

        using var another = application.Direct(Address(AccountFailures));
        Assert.Equal(HttpStatusCode.TooManyRequests, await another.TryAsync(person.Email));
        Assert.Equal(HttpStatusCode.OK, await home.TryAsync(person.Email, Accounts.Password));
        Assert.Equal(HttpStatusCode.Unauthorized, await home.TryAsync(person.Email));
        Assert.Equal(HttpStatusCode.OK, await home.TryAsync(person.Email, Accounts.Password));
    }

    // One after another, so that none comes twice and meets the limit of a pair.
    private static IPAddress Address(int number) => new([198, 51, 100, (byte)number]);

    private static async Task FailAsync(HttpClient client, string email, int times)
    {
        for (var failure = 0; failure < times; failure++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await client.TryAsync(email));
        }
    }

    /// <summary>What is left of a wait, in whole seconds, is more than the one and at most the other.</summary>
    private static void AssertWithin(TimeSpan least, TimeSpan most, TimeSpan? wait)
    {
        Assert.NotNull(wait);
        Assert.True(least < wait && wait <= most, $"{wait} is not more than {least} and at most {most}.");
    }

    /// <summary>Gives what a refusal asks for, and waits that long.</summary>
    private static async Task<TimeSpan> WaitAsync(HttpClient client, string email)
    {
        using var refused = await client.LoginAsync(email);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        var wait = refused.Headers.RetryAfter?.Delta;
        await Task.Delay(wait!.Value);
        return wait.Value;
    }
}
