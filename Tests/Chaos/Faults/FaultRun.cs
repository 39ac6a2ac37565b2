using System.Diagnostics;
using Chaos.Tests.Histories;
using Chaos.Tests.Mail;
using Chaos.Tests.Running;

namespace Chaos.Tests.Faults;

/// <summary>Breaks and mends as planned, one thing at a time, while people register.</summary>
internal sealed class FaultRun(ChaosApplication application, MailServer mails, Action<string> tell)
{
    private static readonly Dictionary<Fault, string> Killed = new()
    {
        [Fault.KillBroker] = "messaging",
        [Fault.KillAuthDatabase] = "auth-mysql",
        [Fault.KillEmailDatabase] = "email-mysql",
        [Fault.KillAuth] = "auth",
        [Fault.KillEmail] = "email",
    };

    public async Task<IReadOnlyList<Disturbance>> RunAsync(IReadOnlyList<PlannedFault> plan, Registrations registrations)
    {
        var disturbances = new List<Disturbance>();
        for (var i = 0; i < plan.Count; i++)
        {
            var planned = plan[i];
            registrations.HoldAt(planned.After);
            await Deadlines.HoldsAsync(
                () => $"{planned.After} are registered; {registrations.Done} are", () => Task.FromResult(registrations.Done >= planned.After), Deadlines.Start);
            registrations.HoldAt(i + 1 < plan.Count ? plan[i + 1].After : int.MaxValue / 2);
            var (from, clock) = (DateTime.UtcNow, Stopwatch.StartNew());
            await BreakAndMendAsync(planned);
            disturbances.Add(new(planned.Fault, from, DateTime.UtcNow));
            tell($"after {planned.After}: {planned.Fault} for {planned.Duration.TotalSeconds:0.0} s, mended after {clock.Elapsed.TotalSeconds:0.0} s, {registrations.Done} registered, {mails.Taken.Count} mails");
        }

        return disturbances;
    }

    private async Task BreakAndMendAsync(PlannedFault planned)
    {
        if (Killed.TryGetValue(planned.Fault, out var resource))
        {
            var id = await application.Instances.KillAsync(resource, planned.Replica);
            await Task.Delay(planned.Duration);
            await application.Instances.StartAsync(id);
            return;
        }

        mails.Mood = planned.Fault == Fault.HangMails ? MailMood.Hanging : MailMood.Refusing;
        await Task.Delay(planned.Duration);
        mails.Mood = MailMood.Friendly;
    }
}
