using Deploy.Recipes.Backup;
using Deploy.Recipes.HAProxy;
using Deploy.Recipes.MySql;
using Deploy.Rendering;
using Deploy.Tests.Recipes;

namespace Deploy.Tests.TargetTree;

/// <summary>A database with its primary on a and replicas on b and c, HAProxy and a reader on a; b sends backups to c.</summary>
public sealed class ReplicationSite : IAsyncLifetime
{
    internal const string Server = "mysql --no-defaults --socket=/run/deploy/auth-mysql/mysqld.sock --skip-column-names ";
    internal const string Reader = "MYSQL_PWD=auth-password mysql --no-defaults --host=127.0.0.1 --port=13406 --user=auth --skip-column-names ";

    /// <summary>Who answered eight readers.</summary>
    internal const string Readers = "for i in {1..8}; do " + Reader + "--execute='SELECT @@report_host' || echo failed; done | sort | uniq -c | tr -s ' '";

    internal const string Both = " 4 10.0.0.6\n 4 10.0.0.7";

    // Small, because there are three on one machine; and less patient, because a test waits for it.
    private static readonly MySqlInput Servers = Example.AuthMySql with
    {
        Memory = 256L << 20,
        MaxLag = TimeSpan.FromSeconds(2),
        Databases = ["auth", "auth_log"],
        Accounts = [Example.AuthMySql.Accounts[0] with { Databases = ["auth", "auth_log"] }, Example.AuthMySql.Accounts[1]],
    };

    private static readonly string[] Hosts = ["a", "b", "c"];

    private Site? _site;

    internal Site Site => _site!;

    public async Task InitializeAsync()
    {
        _site = await Site.StartAsync(
            Host(Example.A),
            Host(Example.B).With(BackupRecipe.RenderSender(Example.AuthBackup)),
            Host(Example.C).With(BackupRecipe.RenderKeeper(Example.AuthBackup)));
        await Task.WhenAll(Hosts.Select(host =>
            _site.ShellAsync(host, "systemctl start deploy-auth-mysql deploy-auth-mysql_health.socket", seconds: 120)));
        Assert.Equal("503", await HealthAsync("10.0.0.5"));
        await _site.ShellAsync("b", "systemctl start deploy-auth-mysql_replicate");
        await _site.ShellAsync("c", "systemctl start deploy-auth-mysql_replicate");
        await _site.ShellAsync("a", "systemctl start deploy-auth-mysql_admit deploy-auth-mysql_accounts deploy_haproxy");
        await _site.UntilAsync("a", Readers, Both);
    }

    public Task DisposeAsync() => _site?.DisposeAsync().AsTask() ?? Task.CompletedTask;

    internal Task<string> HealthAsync(string address) =>
        Site.ShellAsync("a", $"curl --silent --output /dev/null --write-out '%{{http_code}}' --max-time 5 http://{address}:13306/");

    private static TargetHost Host(Place host) => new TargetHost(host.Host, $"{host.Address}").With(
        MySqlRecipe.Render(Servers with { Host = host }),
        HAProxyRecipe.Render(new(host, [new("auth-mysql", 13406, 3306, 13306, Example.A, Servers.Replicas, WhenNoReplica.Primary, ["auth"])])));
}
