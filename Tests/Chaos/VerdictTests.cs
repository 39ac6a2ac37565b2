using Chaos.Tests.Faults;
using Chaos.Tests.Histories;

namespace Chaos.Tests;

/// <summary>The checker sees what it is there to see.</summary>
public sealed class VerdictTests
{
    private static readonly DateTime Noon = new(2026, 1, 1, 12, 0, 0, DateTimeKind.Utc);
    private static readonly Disturbance Kill = new(Fault.KillEmail, Noon, Noon.AddSeconds(2));
    private static readonly MessageHistory Good = new("a@example.org") { Answered = true, Committed = true, Taken = [Noon], Sent = true };

    [Fact]
    public void Each_of_the_three_ends_is_right()
    {
        var unsure = Good with { Sent = false, UnsureSince = Noon.AddSeconds(1) };
        var dead = Good with { Sent = false, Taken = [], DeadLetter = "no such template" };

        var verdict = Judge(Good, unsure, unsure with { Taken = [] }, dead, new("nobody@example.org"));

        Assert.Empty(verdict.Faults);
        Assert.Equal("4 committed = 1 delivered once + 2 unsure + 1 dead letters; 0 faults", verdict.ToString());
    }

    [Fact]
    public void A_message_that_no_store_knows_is_lost() =>
        Assert.Contains("lost: no store knows", Assert.Single(Judge(Good with { Sent = false, Taken = [] }).Faults));

    [Fact]
    public void An_answer_without_an_account_is_a_loss() =>
        Assert.Contains("lost: the client was told", Assert.Single(Judge(Good with { Committed = false, Sent = false, Taken = [] }).Faults));

    [Fact]
    public void A_mail_that_counts_as_sent_and_was_never_taken_is_lost() =>
        Assert.Contains("lost: it counts as sent", Assert.Single(Judge(Good with { Taken = [] }).Faults));

    [Fact]
    public void Two_mails_are_a_double() =>
        Assert.Contains("doubled", Assert.Single(Judge(Good with { Taken = [Noon, Noon.AddSeconds(1)] }).Faults));

    [Fact]
    public void A_row_in_the_outbox_is_not_an_end() =>
        Assert.Contains("outbox", Assert.Single(Judge(Good with { InOutbox = true }).Faults));

    [Fact]
    public void Two_ends_are_one_too_many() =>
        Assert.Contains("2 ends", Assert.Single(Judge(Good with { UnsureSince = Noon }).Faults));

    [Fact]
    public void A_dead_letter_has_a_reason_and_was_not_sent()
    {
        Assert.Contains("without a reason", Assert.Single(Judge(Good with { Sent = false, Taken = [], DeadLetter = "" }).Faults));
        Assert.Contains("that was sent", Assert.Single(Judge(Good with { Sent = false, DeadLetter = "refused" }).Faults));
    }

    [Fact]
    public void Unsure_has_to_come_from_something_that_was_broken() =>
        Assert.Contains("nothing was broken", Assert.Single(Judge(Good with { Sent = false, UnsureSince = Noon.AddMinutes(5) }).Faults));

    [Fact]
    public void More_are_unsure_than_were_being_sent()
    {
        var unsure = Enumerable.Range(0, 9).Select(i => Good with { Sent = false, UnsureSince = Noon.AddSeconds(i / 10.0) }).ToArray();
        Assert.Empty(Judge(unsure[..8]).Faults);
        Assert.Equal("9 mails are unsure; what was broken explains 8 at most", Assert.Single(Judge(unsure).Faults));
    }

    [Fact]
    public void The_same_seed_is_the_same_plan_and_every_fault_is_in_it()
    {
        var plan = FaultPlan.Of(seed: 7, registrations: 1000, faults: 9);
        Assert.Equal(plan, FaultPlan.Of(7, 1000, 9));
        Assert.NotEqual(plan, FaultPlan.Of(8, 1000, 9));
        Assert.Equal(Enum.GetValues<Fault>(), plan.Select(planned => planned.Fault).Distinct().Order());
        Assert.Equal(plan.OrderBy(planned => planned.After), plan);
    }

    private static Verdict Judge(params MessageHistory[] histories) => Verdict.Of(histories, [Kill], leeway: TimeSpan.FromSeconds(10));
}
