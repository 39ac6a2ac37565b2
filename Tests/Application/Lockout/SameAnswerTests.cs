using System.Diagnostics;
using System.Net;
using Application.Tests.Auth;
using Application.Tests.Running;

namespace Application.Tests.Lockout;

/// <summary>Nobody finds out who has an account by trying to sign in; what the answers say is compared where sign-in is tested.</summary>
[Collection(OneApplication.Name)]
public sealed class SameAnswerTests(RunningApplication application)
{
    private const int Samples = 15;

    [Fact]
    public async Task An_unknown_address_waits_after_as_many_failures_and_as_long()
    {
        var person = await application.Gateway.NewPersonAsync();
        Assert.Equal(await AnswersAsync(person.Email), await AnswersAsync(Accounts.NewEmail()));
    }

    /// <summary>
    /// The quickest of each, taken by turns: what else the machine does only makes answers slower. Without its hash, an
    /// unknown address would be answered in a third of the time.
    /// </summary>
    [Fact]
    public async Task An_unknown_address_takes_as_long()
    {
        var person = await application.Gateway.NewPersonAsync();
        var (known, unknown) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        for (var sample = 0; sample < Samples; sample++)
        {
            known = Min(known, await TimeAsync(person.Email));
            unknown = Min(unknown, await TimeAsync(Accounts.NewEmail()));
        }

        Assert.InRange(unknown / known, 0.6, 1.6);
    }

    private async Task<List<string>> AnswersAsync(string email)
    {
        using var client = application.Direct();
        var answers = new List<string>();
        for (var attempt = 0; attempt < 7; attempt++)
        {
            using var response = await client.LoginAsync(email, "wrong");
            answers.Add($"{response.StatusCode} {response.Headers.RetryAfter}");
        }

        return answers;
    }

    private async Task<TimeSpan> TimeAsync(string email)
    {
        using var client = application.Direct();
        var clock = Stopwatch.StartNew();
        Assert.Equal(HttpStatusCode.Unauthorized, await client.TryAsync(email));
        return clock.Elapsed;
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
