using Deploy.Rendering;

namespace Deploy.Firewall;

/// <param name="Inside">All hosts of the deployment: who is told no, instead of getting no answer.</param>
/// <param name="Flows">All of the deployment, or at least all to this host.</param>
/// <param name="Tunnel">Whether the private network is one that we make; private addresses are then believed on it alone.</param>
internal sealed record FirewallInput(Place Host, IReadOnlyList<Place> Inside, IReadOnlyList<Flow> Flows, bool Tunnel);

/// <summary>Renders the firewall of one host: open is what flows say.</summary>
internal static class FirewallRecipe
{
    public static Rendered Render(FirewallInput input)
    {
        var name = InstanceName.Firewall;
        var rules = $"{name.Configuration}/nftables.conf";
        List<HostFile> files =
        [
            new(rules, Ruleset.Of(input)) { Effect = Effect.Reload(name.Service) },
            new(name.UnitFile(), Unit(rules)),
            new("/etc/systemd/system/nftables.service.d/90-deploy.conf", Distribution(rules)),
        ];
        return new(files, [new(name.Service, Stage.Firewall, name)], []) { Packages = ["nftables"] };
    }

    private static string Distribution(string rules) => $"""
        # The distribution's own rules, where somebody has some, begin and end with "flush ruleset", which takes the deployment's with them.
        [Service]
        ExecStartPost=-/usr/sbin/nft --file {rules}
        ExecReload=-/usr/sbin/nft --file {rules}
        ExecStopPost=-/usr/sbin/nft --file {rules}

        """;

    private static string Unit(string rules) => $"""
        [Unit]
        Description=Firewall of the deployment
        # Shut before the network is up.
        DefaultDependencies=no
        Wants=network-pre.target
        Before=network-pre.target
        After=local-fs.target nftables.service
        StartLimitIntervalSec=0

        [Service]
        Type=oneshot
        RemainAfterExit=yes
        # No ExecStop: a host does not stand open because a unit stopped. Who wants that says: nft destroy table inet deploy
        ExecStart=/usr/sbin/nft --file {rules}
        # One transaction: a file with a fault leaves the rules that are.
        ExecReload=/usr/sbin/nft --file {rules}
        ProtectSystem=strict
        ProtectHome=yes
        NoNewPrivileges=yes
        CapabilityBoundingSet=CAP_NET_ADMIN

        [Install]
        WantedBy=sysinit.target

        """;
}
