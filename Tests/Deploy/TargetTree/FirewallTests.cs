namespace Deploy.Tests.TargetTree;

/// <summary>The firewall, tried by packets.</summary>
[Collection(SiteRows.One)]
public sealed class FirewallTests(FirewallSite site) : IClassFixture<FirewallSite>, IAsyncLifetime
{
    private const string ListForeign = "nft --stateless --handle list table ip nat; nft --stateless --handle list table inet other";

    private readonly Site _site = site.Site;

    public Task InitializeAsync() => _site.ShellAsync("a", "nft flush ruleset; systemctl restart deploy_firewall");

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task What_is_needed_is_open_and_the_rest_is_refused_inside_and_dropped_outside()
    {
        string[] hosts = ["b", "admin", "outside"];
        (string Address, int Port, string[] Expected)[] table =
        [
            ("10.0.0.5", 22, ["refused", "open", "silent"]),
            ("10.0.0.5", 443, ["open", "open", "open"]),
            ("10.0.0.5", 3306, ["open", "silent", "silent"]),
            ("10.0.0.5", 5672, ["refused", "silent", "silent"]),
            ("10.0.0.5", 5673, ["refused", "silent", "silent"]),
            ("fd00::10:0:0:5", 5673, ["open", "silent", "silent"]),
            ("fd00::10:0:0:5", 22, ["refused", "silent", "silent"]),
            ("fd00::10:0:0:5", 80, ["open", "open", "open"]),
            ("fd00::10:0:0:5", 3306, ["refused", "silent", "silent"]),
        ];

        // All at once: who gets no answer waits for it.
        var said = await Task.WhenAll(
            from row in table
            from host in hosts
            select SaidAsync(host, row.Address, row.Port));

        Assert.Equal(from row in table from host in hosts.Zip(row.Expected) select $"{host.First} {row.Address} {row.Port} {host.Second}", said);
        foreach (var address in table.Select(row => row.Address).Distinct())
        {
            await _site.ShellAsync("outside", $"ping -c 1 -W 2 {address}");
        }

        async Task<string> SaidAsync(string from, string address, int port) => $"{from} {address} {port} {await _site.ProbeAsync(from, address, port)}";
    }

    [Fact]
    public async Task Other_tables_stay_as_they_are_and_their_redirects_are_shut_too()
    {
        await _site.ShellAsync("a", "nft destroy table inet deploy; nft --file /etc/foreign.nft; sysctl -qw net.ipv4.ip_forward=1");
        var before = await _site.ShellAsync("a", ListForeign);
        Assert.Equal("open", await _site.ProbeAsync("outside", "10.0.0.5", 8081));

        await _site.ShellAsync("a", "systemctl reload deploy_firewall");

        Assert.Equal("silent", await _site.ProbeAsync("outside", "10.0.0.5", 8081));
        Assert.Equal("refused", await _site.ProbeAsync("b", "10.0.0.5", 8081));
        Assert.Equal("refused", await _site.ProbeAsync("outside", "10.0.0.5", 443));
        Assert.Equal(before, await _site.ShellAsync("a", ListForeign));
    }

    [Theory]
    [InlineData("start")]
    [InlineData("reload")]
    [InlineData("stop")]
    public async Task It_comes_back_after_the_distributions_own_has_flushed_all(string command)
    {
        await _site.ShellAsync("a", $"systemctl {(command == "start" ? "stop" : "start")} nftables; systemctl restart deploy_firewall; systemctl {command} nftables");

        Assert.Equal("refused", await _site.ProbeAsync("b", "10.0.0.5", 5672));
        await _site.ShellAsync("a", $"nft list tables | grep --quiet 'inet filter' {(command == "stop" ? "&& exit 1 || true" : "")}");
    }

    [Fact]
    public async Task Rules_are_replaced_in_one_step_and_a_file_with_a_fault_leaves_them()
    {
        var replacing = _site.ShellAsync("a", "for i in {1..200}; do nft --file /etc/deploy/_firewall/nftables.conf; done");
        do
        {
            Assert.Equal("refused", await _site.ProbeAsync("b", "10.0.0.5", 5672));
            Assert.Equal("open", await _site.ProbeAsync("b", "10.0.0.5", 3306));
        }
        while (!replacing.IsCompleted);
        await replacing;

        await _site.ShellAsync("a", "! sed 's/counter drop/counter dorp/' /etc/deploy/_firewall/nftables.conf | nft --file -");
        Assert.Equal("refused", await _site.ProbeAsync("b", "10.0.0.5", 5672));
    }

    [Fact]
    public async Task Dropped_packets_are_logged_at_a_limited_rate()
    {
        await _site.ShellAsync("outside", "for i in {1..2000}; do echo x >/dev/udp/10.0.0.5/7777; done");

        Assert.Equal("2000", await CountAsync("drop$"));
        // 20 at once, then 10 a second.
        Assert.InRange(int.Parse(await CountAsync("log prefix"), System.Globalization.CultureInfo.InvariantCulture), 20, 200);
    }

    private Task<string> CountAsync(string rule) =>
        _site.ShellAsync("a", $"nft list chain inet deploy refuse | grep '{rule}' | sed 's/.*packets \\([0-9]*\\) .*/\\1/; s/.*counter packets //'");
}
