using Deploy.Firewall;
using Deploy.Rendering;

namespace Deploy.Recipes.Chrony;

/// <summary>The clock, beside Debian's own file: traces and replication lag compare the clocks of hosts.</summary>
internal static class ChronyRecipe
{
    private const string Unit = "chrony.service";
    private const int Ntp = 123;

    public static Rendered Render(ChronyInput input) => new(
        [new("/etc/chrony/conf.d/deploy.conf", Configuration(input)) { Effect = Effect.Restart(Unit) }],
        [new(Unit, Stage.Host, new InstanceName("_chrony"))],
        [.. input.Clients.Select(client => new Flow(
            new Deployed(client, "chrony"), input.Host, "chrony", Ntp, Transport.Udp, FlowKind.Ntp, $"{client.Host} takes the time from {input.Host.Host}"))])
    {
        Packages = ["chrony"],
    };

    private static MaskedText Configuration(ChronyInput input) => MaskedText.Lines(
    [
        "# Beside Debian's own file and its pool. Traces and replication lag compare the clocks of hosts.",
        .. input.Servers.Select(server => (MaskedText)$"server {server.Address} iburst prefer"),
        "# A host that was suspended is set at any time, not only at the start.",
        "makestep 1 -1",
        .. input.Clients.Count == 0
            ? (MaskedText[])["# A client only: no port for others.", "port 0"]
            : ["# Gives the time to these, also when it has lost its own servers.", $"bindaddress {input.Host.Address}", "local stratum 10",
                .. input.Clients.Select(client => (MaskedText)$"allow {client.Address}")],
        "cmdport 0",
        "# A jump of more than this is worth a line in the journal. Seconds.",
        "logchange 0.1",
    ]);
}
