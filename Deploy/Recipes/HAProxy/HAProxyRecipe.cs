using Deploy.Firewall;
using Deploy.Rendering;

namespace Deploy.Recipes.HAProxy;

/// <summary>One proxy on each host whose services read from replicas. Services find it on loopback, with a port for each database.</summary>
internal static class HAProxyRecipe
{
    public static Rendered Render(HAProxyInput input)
    {
        var refusals = Check(input).ToList();
        if (refusals.Count > 0)
        {
            return Rendered.Refuse(refusals);
        }

        var name = InstanceName.HAProxy;
        List<HostFile> files =
        [
            new(name.UsersFile, $"u! {name.User} - \"HAProxy of reads\" /\n"),
            new($"{name.Configuration}/haproxy.cfg", HAProxyConfiguration.Of(input, name)) { Effect = Effect.Reload(name.Service) },
            new(name.UnitFile(), Unit(name)) { Effect = Effect.Restart(name.Service) },
        ];
        return new(files, [new(name.Service, Stage.Proxies, name)], [.. input.Pools.SelectMany(pool => Flows(input, pool))]) { Packages = ["haproxy"] };
    }

    private static IEnumerable<Refusal> Check(HAProxyInput input) => input.Pools
        .Where(pool => pool is { Replicas.Count: 0, WhenNoReplica: WhenNoReplica.Fail })
        .Select(pool => new Refusal(
            "whenNoReplica", $"Reads of '{pool.Resource}' would always fail: it has no replica.", "Name replicas, or state whenNoReplica: primary."));

    private static IEnumerable<Flow> Flows(HAProxyInput input, ReadPool pool) => pool.Servers.SelectMany(server => (Flow[])
    [
        Flow.Reference(
            input.Host, "HAProxy", server, pool.Resource, pool.Port,
            $"{string.Join(", ", pool.Services)} on {input.Host.Host} reads from {pool.Resource} through HAProxy"),
        new(
            new Deployed(input.Host, "HAProxy"), server, pool.Resource, pool.HealthPort, Transport.Tcp, FlowKind.Health,
            $"HAProxy on {input.Host.Host} asks for the health of {pool.Resource}"),
    ]);

    private static string Unit(InstanceName name) => $"""
        [Unit]
        Description=HAProxy between services and databases
        {Sandbox.Start}

        [Service]
        Type=notify
        User={name.User}
        RuntimeDirectory=deploy/{name}
        ExecStart=/usr/sbin/haproxy -Ws -f {name.Configuration}/haproxy.cfg
        # A file that it refuses leaves the running one in place.
        ExecReload=/usr/sbin/haproxy -c -q -f {name.Configuration}/haproxy.cfg
        ExecReload=/bin/kill -USR2 $MAINPID
        KillMode=mixed
        SuccessExitStatus=143
        TimeoutStopSec=60
        {Sandbox.Restart}
        # Two descriptors a session, and what it needs itself.
        LimitNOFILE=16384

        MemoryDenyWriteExecute=yes
        {Sandbox.Service(Sandbox.Internet)}

        [Install]
        WantedBy=multi-user.target

        """;
}
