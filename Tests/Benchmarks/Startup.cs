using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting.Testing;
using Benchmarks.Measuring;
using Benchmarks.Running;
using Hosting.Run.Dashboard;
using Hosting.Run.Dcp;
using Hosting.Run.Orchestration;
using Hosting.Setup;
using Microsoft.Extensions.Logging.Abstractions;

namespace Benchmarks;

/// <summary>
/// From the start of the AppHost to every resource healthy, the dashboard included, on a machine that has everything; beside what
/// DCP alone needs to run one process and one MySQL container. Every round starts with an empty database.
/// </summary>
internal static class Startup
{
    private const int Rounds = 5;
    private const string MySql = "docker.io/library/mysql:9.7";
    private static readonly TimeSpan Time = TimeSpan.FromMinutes(2);

    internal static async Task<int> RunAsync()
    {
        Console.WriteLine(ThisMachine.Describe());

        // Warm: what is missing on the machine is brought before the clock runs.
        var machine = await Machine.PrepareAsync(new SetupRequest([MySql], Dashboard: true), NullLogger.Instance, CancellationToken.None);
        var (dcp, healthy, stopped) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            dcp.Add(await DcpAloneAsync(machine));
            var (start, stop) = await AppHostAsync();
            healthy.Add(start);
            stopped.Add(stop);
            Console.WriteLine($"round {round + 1}: DCP alone {Seconds(dcp[^1])}, all healthy {Seconds(start)}, stopped {Seconds(stop)}");
        }

        var table = new Table($"what, median of {Rounds}", "seconds");
        table.Add("DCP alone: its start, one process and one MySQL container running", Seconds(dcp.Median()));
        table.Add("AppHost: start to all healthy", Seconds(healthy.Median()));
        table.Add("AppHost: stop, everything gone", Seconds(stopped.Median()));
        table.Add("all healthy ÷ DCP alone", Table.Figure(healthy.Median() / dcp.Median()));
        table.Print();
        return 0;
    }

    private static async Task<double> DcpAloneAsync(PreparedMachine machine)
    {
        using var deadline = new CancellationTokenSource(Time);
        var clock = Stopwatch.StartNew();
        await using var dcp = await DcpProcess.StartAsync(machine, NullLogger.Instance, deadline.Token);
        await dcp.CreateAsync(
            DcpKinds.Executable, "raw-process", new ExecutableSpec("sleep", WorkingDirectory: null, ["600"], []), annotations: null, deadline.Token);
        await dcp.CreateAsync(
            DcpKinds.Container,
            "raw-mysql",
            new ContainerSpec(
                machine.Images.GetValueOrDefault(MySql, MySql), $"raw-mysql-{Environment.ProcessId}", [], [],
                [new EnvironmentVariable("MYSQL_ALLOW_EMPTY_PASSWORD", "yes")], [], Networks: null, CreateFiles: null),
            annotations: null,
            deadline.Token);
        await Task.WhenAll(
            RunningAsync(dcp, DcpKinds.Executable, status => status.State, deadline.Token),
            RunningAsync(dcp, DcpKinds.Container, status => status.State, deadline.Token));
        return clock.Elapsed.TotalSeconds;
    }

    private static async Task RunningAsync<TSpec, TStatus>(
        DcpClient dcp, DcpKind<TSpec, TStatus> kind, Func<TStatus, string?> state, CancellationToken cancellationToken)
        where TStatus : class
    {
        await foreach (var (_, item) in dcp.WatchAsync(kind, cancellationToken))
        {
            if (item?.Status is { } status && state(status) == DcpStates.Running)
            {
                return;
            }
        }
    }

    private static async Task<(double Healthy, double Stopped)> AppHostAsync()
    {
        using var deadline = new CancellationTokenSource(Time);
        var dashboard = new Uri($"http://localhost:{Ports.Free()}");
        var clock = Stopwatch.StartNew();
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(
            [
                $"--{DashboardRunner.DisabledKey}=false", "--ASPIRE_ALLOW_UNSECURED_TRANSPORT=true",
                $"--{DashboardSettings.UrlsKey}={dashboard}", "--Logging:LogLevel:Default=Warning",
            ],
            deadline.Token);

        builder.RemoveVolumes();
        await using var app = await builder.BuildAsync(deadline.Token);
        await app.StartAsync(deadline.Token);
        foreach (var resource in builder.Resources)
        {
            await app.ResourceNotifications.WaitForResourceHealthyAsync(resource.Name, deadline.Token);
        }

        using var client = new HttpClient();
        (await client.GetAsync(dashboard, deadline.Token)).Dispose();
        var healthy = clock.Elapsed.TotalSeconds;
        clock.Restart();
        await app.StopAsync(deadline.Token);
        return (healthy, clock.Elapsed.TotalSeconds);
    }

    private static string Seconds(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);
}
