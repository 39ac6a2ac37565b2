using System.Diagnostics;
using System.Globalization;
using Chaos.Tests.Faults;
using Chaos.Tests.Histories;
using Chaos.Tests.Running;
using Xunit.Abstractions;

namespace Chaos.Tests;

/// <summary>
/// People register while everything that can break does. <c>CHAOS_REGISTRATIONS</c> (1,000), <c>CHAOS_FAULTS</c> (8) and
/// <c>CHAOS_SEED</c> (of chance; the log says it) change how many, how much and what.
/// </summary>
[Collection(OneApplication.Name)]
public sealed class RegistrationTests(OneApplication one, ITestOutputHelper output)
{
    /// <summary>A consumer that is started again may find out so much later what its predecessor left behind.</summary>
    private static readonly TimeSpan Leeway = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Whatever_breaks_no_mail_is_lost_and_none_doubled()
    {
        var (count, faults) = (Setting("CHAOS_REGISTRATIONS", 1000), Setting("CHAOS_FAULTS", 8));
        var seed = Setting("CHAOS_SEED", Environment.TickCount & int.MaxValue);
        Tell($"CHAOS_SEED={seed} CHAOS_REGISTRATIONS={count} CHAOS_FAULTS={faults}");
        var (application, mails) = (one.Application, one.Mails);
        var clock = Stopwatch.StartNew();
        var registrations = new Registrations(application.Gateway, count);
        var stores = new Stores(application, mails);

        var plan = FaultPlan.Of(seed, count, faults);
        registrations.HoldAt(plan[0].After);
        var registering = registrations.RunAsync();
        var breaking = new FaultRun(application, mails, Tell).RunAsync(plan, registrations);
        await await Task.WhenAny(registering, breaking);
        var disturbances = await breaking;
        await registering;
        var registered = clock.Elapsed;
        await CalmAsync(stores);

        var verdict = Verdict.Of(await stores.ReadAsync(registrations.Answered), disturbances, Leeway);
        Tell($"{verdict}; registered after {registered.TotalSeconds:0} s, calm after {clock.Elapsed.TotalSeconds:0} s");
        Assert.True(verdict.Faults.Count == 0, $"CHAOS_SEED={seed}\n{string.Join('\n', verdict.Faults)}");
        Assert.Equal(count, verdict.Committed);
    }

    /// <summary>As long as something happens. If calm does not come, the verdict says what is missing.</summary>
    private async Task CalmAsync(Stores stores)
    {
        for (long before = -1, settled = 0; settled > before; (before, settled) = (settled, await stores.CountSettledAsync()))
        {
            try
            {
                await Deadlines.HoldsAsync(() => "calm", stores.AreCalmAsync, Deadlines.Calm);
                return;
            }
            catch (TimeoutException exception)
            {
                Tell($"{exception.Message}. There are {await stores.DescribeAsync()}");
            }
        }
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;

    private void Tell(string line)
    {
        output.WriteLine(line);
        Console.WriteLine(line);
    }
}
