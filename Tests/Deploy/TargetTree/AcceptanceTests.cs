using Deploy.Tests.Recipes;

namespace Deploy.Tests.TargetTree;

/// <summary>What recipes render is accepted by the programs that read it; and each of those is known to refuse a fault.</summary>
public abstract class AcceptanceTests(JudgedHost host)
{
    private const string Nginx = "mkdir -p /run/deploy/_edge; nginx -t -c /etc/deploy/_edge/nginx.conf";
    private const string HAProxy = "haproxy -c -f /etc/deploy/_haproxy/haproxy.cfg";
    private const string NFTables = "unshare --net nft --check --file /etc/deploy/_firewall/nftables.conf";

    private const string Chrony = "! chronyd -p -f /etc/chrony/chrony.conf 2>&1 | grep -i -e error -e invalid -e could.not";
    private const string Units = "systemd-analyze verify --man=no /etc/systemd/system/deploy[-_]* 2>&1 | tee /dev/stderr | { ! grep -q .; }";
    private const string Users = "! systemd-sysusers --dry-run 2>&1 | grep deploy[-_].*.conf:";

    /// <summary>It may not set all of them, for some are the machine's; but it knows them.</summary>
    private const string Kernel = "! sysctl --load /etc/sysctl.d/90-deploy.conf 2>&1 | grep -i -e 'invalid' -e 'cannot stat'";

    private const string Container = "/usr/lib/systemd/system-generators/podman-system-generator --dryrun";
    private const string WireGuard = "wg-quick strip deploy | grep '^AllowedIPs = 10.0.0.7/32'";

    [Theory]
    [InlineData(Nginx)]
    [InlineData(HAProxy)]
    [InlineData(NFTables)]
    [InlineData(Chrony)]
    [InlineData(Units)]
    [InlineData(Users)]
    [InlineData(Kernel)]
    [InlineData(Container)]
    [InlineData(WireGuard)]
    public Task The_files_are_accepted(string judge) => AcceptsAsync(judge);

    [Theory]
    [InlineData(Nginx, "/etc/deploy/_edge/nginx.conf", "s/client_max_body_size/client_max_body_sise/")]
    [InlineData(HAProxy, "/etc/deploy/_haproxy/haproxy.cfg", "s/roundrobin/roundrobbing/")]
    [InlineData(NFTables, "/etc/deploy/_firewall/nftables.conf", "s/jump refuse/jump refused/")]
    [InlineData(Chrony, "/etc/chrony/conf.d/deploy.conf", "s/^makestep/makestop/")]
    [InlineData(Units, "/etc/systemd/system/deploy-auth.service", "s/^ProtectSystem/ProtektSystem/")]
    [InlineData(Users, "/etc/sysusers.d/deploy-auth.conf", "s/^u!/v!/")]
    [InlineData(Kernel, "/etc/sysctl.d/90-deploy.conf", "s/vm.swappiness/vm.swapiness/")]
    [InlineData(Container, "/etc/containers/systemd/deploy-maildev.container", "s/^Image=.*//")]
    [InlineData(WireGuard, "/etc/wireguard/deploy.conf", "s/^AllowedIPs/AllowedIP/")]
    public Task A_fault_in_them_is_refused(string judge, string file, string fault) => RefusesAsync(judge, file, fault);

    [Fact]
    public async Task A_containers_arguments_reach_it_as_they_are()
    {
        var command = (await host.JudgeAsync(Container + " 2>/dev/null | sed -n '/deploy-cache.service/,/^---/p' | grep ^ExecStart=")).Output.Trim();

        // How systemd reads $ and %. Later versions of Podman write a blank as \x20.
        Assert.EndsWith(Example.Cache.ImageDigest + " \"100%% $$HOME\" \"two words\"", command.Replace("\\x20", " ", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_container_has_no_rights_but_those_that_are_stated()
    {
        async Task<string> CommandAsync(string unit) =>
            (await host.JudgeAsync(Container + $" 2>/dev/null | sed -n '/{unit}.service/,/^---/p' | grep ^ExecStart=")).Output;

        var (without, with) = (await CommandAsync("deploy-maildev"), await CommandAsync("deploy-cache"));
        Assert.Contains("--cap-drop=all ", without.Replace("--cap-drop all", "--cap-drop=all", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Matches("--read-only( |=true)", without);
        Assert.DoesNotContain("cap-add", without, StringComparison.Ordinal);
        Assert.Contains("cap_setuid", with, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("cap_setgid", with, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("--read-only", with, StringComparison.Ordinal);
    }

    /// <summary>Under its own unit, with nothing behind it.</summary>
    [Fact]
    public async Task The_edge_tells_what_it_refuses_as_the_gateway_does()
    {
        var said = await host.JudgeAsync("""
            systemctl start deploy_edge; trap 'systemctl stop deploy_edge' EXIT
            until ss -Hltn 'sport = :443' | grep --quiet .; do sleep 0.1; done
            ask() { curl --insecure --silent --max-time 10 --resolve api.example.no:443:10.0.0.5 --write-out ' %{content_type}\n' "$@" https://api.example.no/; }
            head -c 20000 /dev/zero | tr '\0' x >/tmp/long
            head -c 9000000 /dev/zero >/tmp/large
            ask; ask --http1.1 --header "X-Long: $(</tmp/long)"; ask --http1.1 --data-binary @/tmp/large
            """);
        Assert.Equal(
            """
            {"type":"about:blank","title":"Bad Gateway","status":502} application/problem+json
            {"type":"about:blank","title":"Request Header Fields Too Large","status":431} application/problem+json
            {"type":"about:blank","title":"Content Too Large","status":413} application/problem+json

            """,
            said.Output);
    }

    [Fact]
    public async Task The_distributions_own_services_do_not_start()
    {
        var outcome = await host.JudgeAsync("systemctl start nginx haproxy rabbitmq-server; systemctl is-active nginx haproxy rabbitmq-server");
        Assert.Equal("inactive\ninactive\ninactive\n", outcome.Output);
    }

    [Fact]
    public async Task No_interface_follows_redirects_whenever_it_came()
    {
        var outcome = await host.JudgeAsync("""
            /usr/lib/systemd/systemd-sysctl /etc/sysctl.d/90-deploy.conf 2>/dev/null
            ip link add later type veth peer name other
            cat /proc/sys/net/ipv{4,6}/conf/{eth0,later}/accept_redirects | tr '\n' ' '
            """);
        Assert.Equal("0 0 0 0 ", outcome.Output);
    }

    [Fact]
    public async Task What_states_no_limit_of_descriptors_has_many() =>
        Assert.Equal("65536\n", (await host.JudgeAsync("systemctl show --property=DefaultLimitNOFILESoft --value")).Output);

    protected async Task AcceptsAsync(string judge)
    {
        var outcome = await host.JudgeAsync(judge);
        Assert.True(outcome.ExitCode == 0, outcome.Said);
    }

    protected async Task RefusesAsync(string judge, string file, string fault)
    {
        var outcome = await host.JudgeAsync($$"""
            cp {{file}} /tmp/kept; trap 'cp /tmp/kept {{file}}' EXIT
            sed -i '{{fault}}' {{file}}; ! cmp -s {{file}} /tmp/kept || exit 99
            {{judge}}
            """);
        Assert.True(outcome.ExitCode is not (0 or 99), outcome.Said);
    }
}

/// <summary>By Debian 13, which real hosts run; MySQL and RabbitMQ come from elsewhere there.</summary>
[Collection(SiteRows.One)]
public sealed class Debian13AcceptanceTests(JudgedDebian13Host host) : AcceptanceTests(host), IClassFixture<JudgedDebian13Host>;

/// <summary>By sid, which has MySQL too.</summary>
[Collection(SiteRows.Other)]
public sealed class SidAcceptanceTests(JudgedHost host) : AcceptanceTests(host), IClassFixture<JudgedHost>
{
    private const string MySql =
        "for i in auth billing; do mysqld --defaults-file=/etc/deploy/$i-mysql/my.cnf --user=deploy-$i-mysql --validate-config || exit; done";

    [Fact]
    public Task MySqls_files_are_accepted() => AcceptsAsync(MySql);

    [Fact]
    public Task A_fault_in_MySqls_files_is_refused() => RefusesAsync(MySql, "/etc/deploy/billing-mysql/my.cnf", "s/^max-allowed/max-allow/");
}
