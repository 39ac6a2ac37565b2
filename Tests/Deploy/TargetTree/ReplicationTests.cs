using Deploy.Recipes.HAProxy;
using Deploy.Recipes.MySql;
using Deploy.Rendering;
using Deploy.Tests.Recipes;

namespace Deploy.Tests.TargetTree;

/// <summary>Reads through HAProxy while replicas stop, lag and return. Primary on a, replicas on b and c, HAProxy and reader on a.</summary>
[Collection(OneSiteAtATime.Name)]
public sealed class ReplicationTests : IAsyncLifetime
{
    private const string Server = "mysql --no-defaults --socket=/run/deploy/auth-mysql/mysqld.sock --skip-column-names ";
    private const string Reader = "MYSQL_PWD=auth-password mysql --no-defaults --host=127.0.0.1 --port=13406 --user=auth --skip-column-names ";

    /// <summary>Who answered eight readers.</summary>
    private const string Readers = "for i in {1..8}; do " + Reader + "--execute='SELECT @@report_host' || echo failed; done | sort | uniq -c | tr -s ' '";

    private const string Both = " 4 10.0.0.6\n 4 10.0.0.7";
    private const string OnlyC = " 8 10.0.0.7";
    private const string OnlyPrimary = " 8 10.0.0.5";

    // Small, because there are three on one machine; and less patient, because a test waits for it.
    private static readonly MySqlInput Servers = Example.AuthMySql with { Memory = 256L << 20, MaxLag = TimeSpan.FromSeconds(2) };

    private static readonly string[] Hosts = ["a", "b", "c"];

    private Site? _site;

    public async Task InitializeAsync()
    {
        _site = await Site.StartAsync(Host(Example.A), Host(Example.B), Host(Example.C));
        await Task.WhenAll(Hosts.Select(host =>
            _site.ShellAsync(host, "systemctl start deploy-auth-mysql deploy-auth-mysql_health.socket", seconds: 120)));
        Assert.Equal("503", await HealthAsync("10.0.0.5"));
        await _site.ShellAsync("b", "systemctl start deploy-auth-mysql_replicate");
        await _site.ShellAsync("c", "systemctl start deploy-auth-mysql_replicate");
        await _site.ShellAsync("a", "systemctl start deploy-auth-mysql_admit deploy-auth-mysql_accounts deploy_haproxy");
        await _site.UntilAsync("a", Readers, Both);
    }

    public Task DisposeAsync() => _site?.DisposeAsync().AsTask() ?? Task.CompletedTask;

    [Fact]
    public async Task Reads_find_a_healthy_server_whatever_happens_to_the_others()
    {
        // Semi-sync, and nothing but the primary can be written to, even by root.
        Assert.Equal("Rpl_semi_sync_source_clients\t2", await _site!.ShellAsync("a", Server + "--execute=\"SHOW STATUS LIKE 'Rpl_semi_sync_source_clients'\""));
        Assert.Contains("super-read-only", (await _site.RunAsync("b", ["bash", "-c", Server + "--execute='CREATE DATABASE x'"])).Error, StringComparison.Ordinal);

        // A replica that no longer replicates is out; no reader notices.
        await _site.ShellAsync("b", Server + "--execute='STOP REPLICA SQL_THREAD'");
        await _site.UntilAsync("a", Readers, OnlyC);
        Assert.Equal("503", await HealthAsync("10.0.0.6"));

        // c lags: its pool is empty, and reads go to the primary. A session there is let go when a replica is back.
        var locked = _site.RunAsync("c", ["bash", "-c", Server + "--execute='FLUSH TABLES WITH READ LOCK; SELECT SLEEP(100)'"], seconds: 100);
        await _site.ShellAsync("a", Server + "--execute='CREATE TABLE auth.t(i INT)'");
        await _site.UntilAsync("a", Readers, OnlyPrimary);
        var session = _site.RunAsync("a", ["bash", "-c", Reader + "--execute='SELECT @@report_host; SELECT SLEEP(60)'"], seconds: 90);
        await _site.ShellAsync("b", Server + "--execute='START REPLICA SQL_THREAD'");
        await _site.UntilAsync("a", Readers, " 8 10.0.0.6");
        Assert.Contains("Lost connection", (await session).Error, StringComparison.Ordinal);

        // The primary is lost: replicas go on. It comes back, and takes writes again: both follow it.
        await _site.ShellAsync("a", "systemctl stop deploy-auth-mysql");
        await _site.UntilAsync("a", Readers, " 8 10.0.0.6");
        Assert.Equal("200", await HealthAsync("10.0.0.6"));
        await _site.ShellAsync("a", "systemctl start deploy-auth-mysql");
        await _site.UntilAsync("a", "systemctl is-active deploy-auth-mysql_admit; " + Server + "--execute='SELECT @@super_read_only'", "inactive\n0");
        await _site.ShellAsync("c", "systemctl kill --signal=KILL deploy-auth-mysql");
        await locked;
        await _site.UntilAsync("a", Readers, Both);
    }

    private Task<string> HealthAsync(string address) =>
        _site!.ShellAsync("a", $"curl --silent --output /dev/null --write-out '%{{http_code}}' --max-time 5 http://{address}:13306/");

    private static TargetHost Host(Place host) => new TargetHost(host.Host, $"{host.Address}").With(
        MySqlRecipe.Render(Servers with { Host = host }),
        HAProxyRecipe.Render(new(host, [new("auth-mysql", 13406, 3306, 13306, Example.A, Servers.Replicas, WhenNoReplica.Primary, ["auth"])])));
}
