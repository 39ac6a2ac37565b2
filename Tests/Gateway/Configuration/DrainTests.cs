using Gateway.Configuration;
using Harness;
using Microsoft.Extensions.Configuration;

namespace Gateway.Tests.Configuration;

/// <summary>The settings that ship: a replica that is stopped must serve for longer than the gateway takes to hear of it.</summary>
public sealed class DrainTests
{
    public static TheoryData<string> Services() => new(Directory.GetDirectories(Path.Combine(Repository.Root, "Services"))
        .Where(folder => Directory.GetFiles(folder, "*.csproj").Length > 0)
        .Select(folder => Path.GetFileName(folder)));

    [Theory]
    [MemberData(nameof(Services))]
    public void In_production_a_service_drains_for_longer_than_a_probe_takes(string service)
    {
        var folder = Path.Combine(Repository.Root, "Services", service);
        var delay = Settings(folder).GetValue<TimeSpan>("Shutdown:DrainDelay");
        var upstreams = new UpstreamOptions();
        Settings(Path.Combine(Repository.Root, "Gateway")).GetSection("Gateway:Upstreams").Bind(upstreams);
        Assert.True(
            delay > upstreams.ProbeInterval + upstreams.ProbeTimeout,
            $"{service} drains for {delay}; the gateway asks every {upstreams.ProbeInterval} and waits {upstreams.ProbeTimeout}.");
    }

    private static IConfiguration Settings(string folder) => new ConfigurationBuilder()
        .AddJsonFile(Path.Combine(folder, "appsettings.json"), optional: true)
        .AddJsonFile(Path.Combine(folder, "appsettings.Production.json"), optional: true)
        .Build();
}
