using Deploy.Rendering;

namespace Deploy.Recipes.Kernel;

/// <summary>What a dedicated kernel allows, the same on every host.</summary>
internal static class KernelRecipe
{
    private const string Unit = "systemd-sysctl.service";

    private const string Settings = """
        # A dedicated kernel, tuned for many connections and long-lived ones.
        # Connections that wait to be accepted; programs ask for less by themselves.
        net.core.somaxconn = 4096
        net.ipv4.tcp_max_syn_backlog = 8192
        # A dead peer is found after 60 + 6 x 10 s instead of 2 h 11 min.
        net.ipv4.tcp_keepalive_time = 60
        net.ipv4.tcp_keepalive_intvl = 10
        net.ipv4.tcp_keepalive_probes = 6
        # A kept connection stays as fast as it was.
        net.ipv4.tcp_slow_start_after_idle = 0
        # More connections outward at a time; those of services listen below.
        net.ipv4.ip_local_port_range = 32768 60999
        net.ipv4.tcp_syncookies = 1
        # Memory is paged out only when there is no other way: databases and the broker are measured by their latency.
        vm.swappiness = 1
        # Each MySQL instance takes some thousand.
        fs.aio-max-nr = 1048576
        # With it a thread's priority counts within its own service only, and one that hashes passwords is as urgent as one that answers.
        kernel.sched_autogroup_enabled = 0
        # A host does not route, and follows nobody's redirects. Of each interface, and of those to come: "all" alone does not decide it.
        net.ipv4.conf.*.accept_redirects = 0
        net.ipv6.conf.*.accept_redirects = 0
        net.ipv4.conf.*.send_redirects = 0

        """;

    private const string Limits = """
        # For what states no limit of its own: descriptors, as many as a busy server has connections.
        [Manager]
        DefaultLimitNOFILE=65536:524288

        """;

    public static Rendered Render() => new(
        [
            new("/etc/sysctl.d/90-deploy.conf", Settings) { Effect = Effect.Restart(Unit) },
            // Read by systemd itself when it reloads.
            new("/etc/systemd/system.conf.d/90-deploy.conf", Limits),
        ],
        [new(Unit, Stage.Host, new InstanceName("_kernel"))],
        [])
    {
        // For people to look at them.
        Packages = ["procps"],
    };
}
