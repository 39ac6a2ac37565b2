using System.Net.Http.Json;
using Chaos.Tests.Mail;
using Chaos.Tests.Running;

namespace Chaos.Tests;

[Collection(OneApplication.Name)]
public sealed class PoisonTests(OneApplication one)
{
    private const string Poison = "poison";
    private const int Each = 30;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    /// <summary>Every second recipient is refused for the time being, again and again.</summary>
    [Fact]
    public async Task Poison_among_good_messages_delays_no_good_one_by_more_than_a_second()
    {
        var (application, mails) = (one.Application, one.Mails);
        mails.Refused = Poison;
        try
        {
            await SlowestAsync(application, mails, "warm", withPoison: false);

            var alone = await SlowestAsync(application, mails, "alone", withPoison: false);
            var among = await SlowestAsync(application, mails, "among", withPoison: true);

            Console.WriteLine($"slowest of {Each}: {alone.TotalMilliseconds:0} ms alone, {among.TotalMilliseconds:0} ms among poison");
            Assert.True(among - alone < Longest, $"{alone} alone, {among} among poison");
        }
        finally
        {
            mails.Refused = null;
        }

        await Deadlines.HoldsAsync(
            () => "what was poison is taken once it can be",
            () => Task.FromResult(mails.Taken.Count(mail => mail.To.StartsWith(Poison, StringComparison.Ordinal)) == Each),
            Deadlines.Calm);
    }

    /// <returns>The longest that a good one took from the answer to its registration to the mail server.</returns>
    private static async Task<TimeSpan> SlowestAsync(ChaosApplication application, MailServer mails, string name, bool withPoison)
    {
        var answered = new Dictionary<string, DateTime>(StringComparer.Ordinal);
        for (var number = 0; number < Each; number++)
        {
            if (withPoison)
            {
                await RegisterAsync(application, $"{Poison}-{number}@example.org");
            }

            var address = $"{name}-{number}@example.org";
            await RegisterAsync(application, address);
            answered[address] = DateTime.UtcNow;
        }

        await Deadlines.HoldsAsync(
            () => $"{Each} mails are taken", () => Task.FromResult(mails.Taken.Count(mail => answered.ContainsKey(mail.To)) == Each), Deadlines.Calm);
        return mails.Taken.Where(mail => answered.ContainsKey(mail.To)).Max(mail => mail.At - answered[mail.To]);
    }

    private static async Task RegisterAsync(ChaosApplication application, string address)
    {
        using var answer = await application.Gateway.PostAsJsonAsync(
            new Uri("/auth/register", UriKind.Relative), new { Email = address, Password = "correct horse battery staple" });
        answer.EnsureSuccessStatusCode();
    }
}
