using Deploy.Tests.Recipes;
using static Deploy.Tests.TargetTree.ReplicationSite;

namespace Deploy.Tests.TargetTree;

/// <summary>Reads through HAProxy while replicas stop, lag and return; accounts of those that refer to the database.</summary>
[Collection(SiteRows.One)]
public sealed class ReplicationTests(ReplicationSite site) : IClassFixture<ReplicationSite>
{
    private const string OnlyC = " 8 10.0.0.7";
    private const string OnlyPrimary = " 8 10.0.0.5";

    private readonly Site _site = site.Site;

    [Fact]
    public async Task Reads_find_a_healthy_server_whatever_happens_to_the_others()
    {
        // Semi-sync, and nothing but the primary can be written to, even by root.
        Assert.Equal("Rpl_semi_sync_source_clients\t2", await _site.ShellAsync("a", Server + "--execute=\"SHOW STATUS LIKE 'Rpl_semi_sync_source_clients'\""));
        Assert.Contains("super-read-only", (await _site.RunAsync("b", ["bash", "-c", Server + "--execute='CREATE DATABASE x'"])).Error, StringComparison.Ordinal);

        // A replica that no longer replicates is out; no reader notices.
        await _site.ShellAsync("b", Server + "--execute='STOP REPLICA SQL_THREAD'");
        await _site.UntilAsync("a", Readers, OnlyC);
        Assert.Equal("503", await site.HealthAsync("10.0.0.6"));

        // c lags: its pool is empty, and reads go to the primary. A session there is let go when a replica is back.
        var locked = _site.RunAsync("c", ["bash", "-c", Server + "--execute='FLUSH TABLES WITH READ LOCK; SELECT SLEEP(100)'"], seconds: 100);
        await _site.UntilAsync("c", Server + "--execute=\"SELECT COUNT(*) FROM information_schema.processlist WHERE info LIKE 'SELECT SLEEP%'\"", "1");
        await _site.ShellAsync("a", Server + "--execute='CREATE TABLE auth.t(i INT)'");
        await _site.UntilAsync("a", Readers, OnlyPrimary);
        var session = _site.RunAsync("a", ["bash", "-c", Reader + "--execute='SELECT @@report_host; SELECT SLEEP(60)'"], seconds: 90);
        await _site.ShellAsync("b", Server + "--execute='START REPLICA SQL_THREAD'");
        await _site.UntilAsync("a", Readers, " 8 10.0.0.6");
        Assert.Contains("Lost connection", (await session).Error, StringComparison.Ordinal);

        // The primary is lost: replicas go on. It comes back, and takes writes again: both follow it.
        await _site.ShellAsync("a", "systemctl stop deploy-auth-mysql");
        await _site.UntilAsync("a", Readers, " 8 10.0.0.6");
        Assert.Equal("200", await site.HealthAsync("10.0.0.6"));
        await _site.ShellAsync("a", "systemctl start deploy-auth-mysql");
        await _site.UntilAsync("a", "systemctl is-active deploy-auth-mysql_admit; " + Server + "--execute='SELECT @@super_read_only'", "inactive\n0");
        await _site.ShellAsync("c", "systemctl kill --signal=KILL deploy-auth-mysql");
        await locked;
        await _site.UntilAsync("a", Readers, Both);
    }

    [Fact]
    public async Task Who_no_longer_refers_to_a_database_signs_in_no_more_and_has_no_right_to_it()
    {
        await _site.ShellAsync("a", Server + """
            <<'SQL'
            CREATE USER earlier@'10.0.0.9' ATTRIBUTE '{"by": "deploy"}';
            CREATE USER person@localhost;
            CREATE DATABASE old_data;
            GRANT ALL ON `old\_data`.* TO auth@'10.0.0.5';
            GRANT ALL ON `old\_data`.* TO person@localhost;
            SQL
            """);

        await _site.ShellAsync("a", "systemctl restart deploy-auth-mysql_accounts");

        Assert.Equal(
            "audit\nauth\nauth\nperson\nreplication\nreplication\nreplication",
            await _site.ShellAsync("a", Server + "--execute=\"SELECT user FROM mysql.user WHERE user NOT LIKE 'mysql.%' AND user NOT IN ('root', 'health') ORDER BY user\""));
        // Two databases from two hosts; what a person made stays.
        Assert.Equal("auth\t4\nperson\t1", await _site.ShellAsync("a", Server + "--execute=\"SELECT user, COUNT(*) FROM mysql.db WHERE user IN ('auth', 'person') GROUP BY user ORDER BY user\""));
    }

    /// <summary>Read on replica b, kept on c, and opened with the key that neither has.</summary>
    [Fact]
    public async Task A_backup_is_kept_elsewhere_and_can_be_read_with_its_key_alone()
    {
        const string Kept = "/var/lib/deploy/auth-mysql_keep/*.age";
        await _site.ShellAsync("a", Server + "--execute='CREATE TABLE auth.kept (i INT); INSERT INTO auth.kept VALUES (4711)'");
        await _site.UntilAsync("b", Server + "--execute='SELECT i FROM auth.kept'", "4711");
        await _site.ShellAsync("c", "systemctl start deploy-auth-mysql_keep.socket; age-keygen --output /root/key 2>/dev/null");
        var recipient = await _site.ShellAsync("c", "age-keygen -y /root/key");
        await _site.ShellAsync("b", $"sed -i s/{Example.Recipient}/{recipient}/ /etc/systemd/system/deploy-auth-mysql_backup.service; systemctl daemon-reload");

        await _site.ShellAsync("b", "systemctl start deploy-auth-mysql_backup");

        Assert.Equal("400 deploy-auth-mysql_keep", await _site.ShellAsync("c", $"stat --format='%a %U' {Kept}"));
        Assert.Equal("0", await _site.ShellAsync("c", $"grep --count --text 4711 {Kept} || true"));
        await _site.ShellAsync("c", $"age --decrypt --identity /root/key {Kept} | grep 'INSERT INTO `kept` VALUES (4711)'");

        // With another token nothing is kept.
        await _site.ShellAsync("b", "echo other >/etc/deploy/auth-mysql_backup/token; ! systemctl start deploy-auth-mysql_backup; systemctl stop deploy-auth-mysql_backup");
        Assert.Equal("1", await _site.ShellAsync("c", $"ls {Kept} | wc -l"));
    }
}
