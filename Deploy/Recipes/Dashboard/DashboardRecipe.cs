using Deploy.Firewall;
using Deploy.Rendering;

namespace Deploy.Recipes.Dashboard;

/// <summary>The Aspire dashboard, from the release that Aspire's CLI brings. It keeps nothing over a restart.</summary>
internal static class DashboardRecipe
{
    public static Rendered Render(DashboardInput input)
    {
        var name = InstanceName.Dashboard;
        var takesNew = Effect.Restart(name.Service);
        List<HostFile> files =
        [
            new(name.UsersFile, $"u! {name.User} - \"Aspire dashboard\"\n"),
            new($"{name.Configuration}/environment", Environment(input)) { Effect = takesNew },
            new(name.UnitFile(), Unit(input, name)) { Effect = takesNew },
        ];
        return new(files, [new(name.Service, Stage.Telemetry, name)], [.. input.Senders.SelectMany(sender => Flows(input, sender))]);
    }

    private static IEnumerable<Flow> Flows(DashboardInput input, Place sender) => ((int[])[input.OtlpGrpcPort, input.OtlpHttpPort]).Select(port => new Flow(
        new Deployed(sender, "telemetry"), input.Host, "dashboard", port, Transport.Tcp, FlowKind.Telemetry, $"processes on {sender.Host} tell of themselves (OTLP)"));

    private static MaskedText Environment(DashboardInput input) => MaskedText.Of($"""
        # People reach it through SSH: ssh -L {input.FrontendPort}:127.0.0.1:{input.FrontendPort}. Services reach OTLP on the private address.
        ASPNETCORE_URLS="http://127.0.0.1:{input.FrontendPort}"
        ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL="http://{input.Host.At(input.OtlpGrpcPort)}"
        ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL="http://{input.Host.At(input.OtlpHttpPort)}"
        DASHBOARD__FRONTEND__AUTHMODE="BrowserToken"
        DASHBOARD__FRONTEND__BROWSERTOKEN={Quoting.EnvironmentFile(input.BrowserToken)}
        DASHBOARD__OTLP__AUTHMODE="ApiKey"
        DASHBOARD__OTLP__PRIMARYAPIKEY={Quoting.EnvironmentFile(input.OtlpKey)}
        DASHBOARD__TELEMETRYLIMITS__MAXLOGCOUNT="10000"
        DASHBOARD__TELEMETRYLIMITS__MAXTRACECOUNT="10000"
        ASPIRE_DASHBOARD_TELEMETRY_OPTOUT="true"
        # Or the browser token stands in the journal, in a link to sign in.
        Logging__LogLevel__Aspire="Warning"

        """);

    private static string Unit(DashboardInput input, InstanceName name) => $"""
        [Unit]
        Description=Aspire dashboard
        {Sandbox.Start}

        [Service]
        Type=exec
        User={name.User}
        EnvironmentFile={name.Configuration}/environment
        # "current" is a link to one of /opt/deploy/{name}/releases.
        WorkingDirectory=/opt/deploy/{name}/current
        ExecStart=/opt/deploy/{name}/current/aspire-managed dashboard
        TimeoutStopSec=40
        SuccessExitStatus=143
        {Sandbox.Restart}
        {Sandbox.DotNet(input.Memory)}

        [Install]
        WantedBy=multi-user.target

        """;
}
