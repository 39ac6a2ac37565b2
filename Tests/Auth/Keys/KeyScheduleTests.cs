using Auth.Keys;
using Auth.Tokens;

namespace Auth.Tests.Keys;

public sealed class KeyScheduleTests
{
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly SigningKeysOptions Options = new();
    private static readonly TokensOptions Tokens = new();

    private readonly KeySchedule _schedule = new(
        Microsoft.Extensions.Options.Options.Create(Options), Microsoft.Extensions.Options.Options.Create(Tokens));

    [Fact]
    public void The_first_key_signs_at_once() => Assert.Equal(Start, _schedule.NextSignsFrom([], Start));

    [Fact]
    public void The_next_key_is_published_ahead_and_takes_over_when_its_time_comes()
    {
        var first = SigningKey.New(Start);
        var due = Start + Options.Rotation - Options.PublishedAhead;
        Assert.Null(_schedule.NextSignsFrom([first], due - TimeSpan.FromSeconds(1)));

        var signsFrom = _schedule.NextSignsFrom([first], due);
        Assert.Equal(Start + Options.Rotation, signsFrom);

        var second = SigningKey.New(signsFrom!.Value);
        Assert.Null(_schedule.NextSignsFrom([first, second], due));
        Assert.Same(first, KeySchedule.Signing([first, second], signsFrom.Value - TimeSpan.FromSeconds(1)));
        Assert.Same(second, KeySchedule.Signing([first, second], signsFrom.Value));
    }

    /// <summary>Nothing ran for a year: the new key still is published before it signs.</summary>
    [Fact]
    public void A_rotation_that_is_late_skips_nothing() => Assert.Equal(
        Start.AddDays(365) + Options.PublishedAhead, _schedule.NextSignsFrom([SigningKey.New(Start)], Start.AddDays(365)));

    [Fact]
    public void A_key_stays_until_the_last_token_under_it_has_expired()
    {
        var (first, second) = (SigningKey.New(Start), SigningKey.New(Start.AddDays(30)));
        var lastTokenEnds = second.SignsFrom + Tokens.AccessTokenLifetime;
        Assert.Empty(_schedule.Expired([first, second], lastTokenEnds + TimeSpan.FromSeconds(30)));
        Assert.Equal([first], _schedule.Expired([first, second], lastTokenEnds + TimeSpan.FromMinutes(5)));
    }

    [Fact]
    public void The_last_key_never_expires() => Assert.Empty(_schedule.Expired([SigningKey.New(Start)], Start.AddYears(10)));

    /// <summary>The clock of this replica is behind that of the one that made the first key.</summary>
    [Fact]
    public void Before_any_key_has_begun_the_first_signs()
    {
        var keys = new[] { SigningKey.New(Start), SigningKey.New(Start.AddDays(30)) };
        Assert.Same(keys[0], KeySchedule.Signing(keys, Start.AddMinutes(-1)));
    }
}
