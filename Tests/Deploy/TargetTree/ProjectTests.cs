namespace Deploy.Tests.TargetTree;

/// <summary>The unit of a project.</summary>
[Collection(SiteRows.Other)]
public sealed class ProjectTests(ProjectSite site) : IClassFixture<ProjectSite>
{
    private readonly Site _site = site.Site;

    [Fact]
    public async Task It_runs_as_its_own_user_on_a_read_only_system_with_all_its_variables()
    {
        const string Journal = "journalctl --unit deploy-auth --output cat";
        await _site.UntilAsync("a", Journal + " | grep --only-matching --max-count=1 ^told", "told");
        var said = (await _site.ShellAsync("a", Journal)).Split('\n');

        Assert.DoesNotContain(said, line => line.StartsWith("can write", StringComparison.Ordinal));
        Assert.Contains("has a place of its own for what is passing", said);
        Assert.Contains("user deploy-auth", said);
        Assert.Contains("""ConnectionStrings__auth=Server=10.0.0.5;Port=3306;User ID=auth;Password="auth-password";Database=auth""", said);
        Assert.Contains("ASPNETCORE_URLS=http://10.0.0.5:8081;http://10.0.0.5:8082", said);
        Assert.Contains("""Motto=100 % of $5, "quoted" with ` and \""", said);
        Assert.Contains("in two lines", said);
        Assert.Contains("""ConnectionStrings__auth-reads=Server=127.0.0.1;Port=13406;User ID=auth;Password="auth-password";Database=auth""", said);
    }

    [Fact]
    public async Task No_secret_is_on_a_command_line_or_in_what_systemd_tells()
    {
        Assert.Equal("0", await _site.ShellAsync("a", "cat /proc/[0-9]*/cmdline | tr '\\0' '\\n' | grep -c auth-passwor[d] || true"));
        Assert.Equal("0", await _site.ShellAsync("a", "systemctl show deploy-auth | grep -c auth-passwor[d] || true"));
    }

    [Fact]
    public async Task It_comes_back_when_it_is_killed()
    {
        await _site.ShellAsync("a", "systemctl kill --signal=KILL deploy-auth");
        await _site.UntilAsync("a", "systemctl show deploy-auth --property=NRestarts --value; systemctl is-active deploy-auth", "1\nactive");
    }
}
