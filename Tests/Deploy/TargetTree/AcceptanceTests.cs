namespace Deploy.Tests.TargetTree;

/// <summary>What the recipes' examples say is accepted by the programs that read it; and each of those is known to refuse a fault.</summary>
[Collection(OneSiteAtATime.Name)]
public sealed class AcceptanceTests(JudgedHost host) : IClassFixture<JudgedHost>
{
    private const string Nginx = "mkdir -p /run/deploy/edge; nginx -t -c /etc/deploy/edge/nginx.conf";
    private const string HAProxy = "haproxy -c -f /etc/deploy/haproxy/haproxy.cfg";
    private const string NFTables = "unshare --net nft --check --file /etc/deploy/nftables.conf";
    private const string MySql = "mysqld --defaults-file=/etc/deploy/auth-mysql/my.cnf --user=deploy-auth-mysql --validate-config";
    private const string Chrony = "! chronyd -p -f /etc/chrony/chrony.conf 2>&1 | grep -i -e error -e invalid -e could.not";
    private const string Units = "systemd-analyze verify --man=no /etc/systemd/system/deploy-* 2>&1 | tee /dev/stderr | { ! grep -q .; }";
    private const string Users = "! systemd-sysusers --dry-run 2>&1 | grep deploy-.*.conf:";

    /// <summary>It may not set all of them, for some are the machine's; but it knows them.</summary>
    private const string Kernel = "! sysctl --load /etc/sysctl.d/90-deploy.conf 2>&1 | grep -i -e 'invalid' -e 'cannot stat'";

    private const string Container = "/usr/lib/systemd/system-generators/podman-system-generator --dryrun";

    [Theory]
    [InlineData(Nginx)]
    [InlineData(HAProxy)]
    [InlineData(NFTables)]
    [InlineData(MySql)]
    [InlineData(Chrony)]
    [InlineData(Units)]
    [InlineData(Users)]
    [InlineData(Kernel)]
    [InlineData(Container)]
    public async Task The_files_are_accepted(string judge)
    {
        var outcome = await host.JudgeAsync(judge);
        Assert.True(outcome.ExitCode == 0, outcome.Said);
    }

    [Theory]
    [InlineData(Nginx, "/etc/deploy/edge/nginx.conf", "s/client_max_body_size/client_max_body_sise/")]
    [InlineData(HAProxy, "/etc/deploy/haproxy/haproxy.cfg", "s/roundrobin/roundrobbing/")]
    [InlineData(NFTables, "/etc/deploy/nftables.conf", "s/jump refuse/jump refused/")]
    [InlineData(MySql, "/etc/deploy/auth-mysql/my.cnf", "s/^gtid-mode/gtid-mod/")]
    [InlineData(Chrony, "/etc/chrony/conf.d/deploy.conf", "s/^makestep/makestop/")]
    [InlineData(Units, "/etc/systemd/system/deploy-auth.service", "s/^ProtectSystem/ProtektSystem/")]
    [InlineData(Users, "/etc/sysusers.d/deploy-auth.conf", "s/^u!/v!/")]
    [InlineData(Kernel, "/etc/sysctl.d/90-deploy.conf", "s/vm.swappiness/vm.swapiness/")]
    [InlineData(Container, "/etc/containers/systemd/deploy-maildev.container", "s/^Image=.*//")]
    public async Task A_fault_in_them_is_refused(string judge, string file, string fault)
    {
        var outcome = await host.JudgeAsync($$"""
            cp {{file}} /tmp/kept; trap 'cp /tmp/kept {{file}}' EXIT
            sed -i '{{fault}}' {{file}}; ! cmp -s {{file}} /tmp/kept || exit 99
            {{judge}}
            """);
        Assert.True(outcome.ExitCode is not (0 or 99), outcome.Said);
    }
}
