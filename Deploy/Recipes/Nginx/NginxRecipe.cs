using Deploy.Firewall;
using Deploy.Rendering;

namespace Deploy.Recipes.Nginx;

/// <summary>The edge: TLS ends here, requests go on to the instances of one resource.</summary>
internal static class NginxRecipe
{
    private static readonly int[] Ports = [80, 443];

    public static Rendered Render(NginxInput input)
    {
        var name = InstanceName.Edge;
        if (input.Domains.Count == 0 || input.Upstreams.Count == 0)
        {
            return Rendered.Refuse([new Refusal("edge", "The edge has no domain, or nothing behind it.", "State a domain, and place the resource on a host.")]);
        }

        var reload = Effect.Reload(name.Service);
        List<HostFile> files =
        [
            new($"{name.Configuration}/nginx.conf", NginxConfiguration.Of(input, name)) { Effect = reload },
            new($"{name.Configuration}/certificate.pem", input.Certificate) { Effect = reload },
            new($"{name.Configuration}/key.pem", input.Key) { Effect = reload },
            new(name.UnitFile(), Unit(name)) { Effect = Effect.Restart(name.Service) },
        ];
        return new(files, [new(name.Service, Stage.Edge, name)], [.. Flows(input)]) { Packages = ["nginx"] };
    }

    private static IEnumerable<Flow> Flows(NginxInput input) =>
    [
        .. Ports.Select(port => Flow.Edge(input.Host, "nginx", port, $"the edge stands on {input.Host.Host}")),
        .. input.Upstreams.Select(upstream => Flow.Reference(
            input.Host, "nginx", upstream.Host, input.Resource, upstream.Port, $"the edge on {input.Host.Host} leads to {input.Resource}")),
    ];

    private static string Unit(InstanceName name) => $"""
        [Unit]
        Description=nginx at the edge
        {Sandbox.Start}

        [Service]
        Type=exec
        RuntimeDirectory=deploy/{name}
        ExecStart=/usr/sbin/nginx -c {name.Configuration}/nginx.conf -g 'daemon off;'
        # A file that it refuses leaves the running one in place.
        ExecReload=/usr/sbin/nginx -t -q -c {name.Configuration}/nginx.conf
        ExecReload=/bin/kill -HUP $MAINPID
        # QUIT: requests under way are finished.
        KillSignal=SIGQUIT
        KillMode=mixed
        TimeoutStopSec=30
        {Sandbox.Restart}
        LimitNOFILE=16384
        LogRateLimitIntervalSec=0

        # nginx makes its folders for bodies here.
        ReadWritePaths=/var/lib/nginx
        MemoryDenyWriteExecute=yes
        {Sandbox.Service(Sandbox.Internet, "CAP_NET_BIND_SERVICE CAP_SETUID CAP_SETGID CAP_CHOWN CAP_DAC_OVERRIDE")}

        [Install]
        WantedBy=multi-user.target

        """;
}
