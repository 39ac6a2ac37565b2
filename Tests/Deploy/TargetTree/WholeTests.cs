using Deploy.Plans;
using Deploy.Tests.Plans;

namespace Deploy.Tests.TargetTree;

/// <summary>
/// This repository's manifest planned for two hosts, and these booted with all that is rendered: databases, broker, proxies, edge and
/// firewall are real, and only the programs of the projects are stand-ins.
/// </summary>
[Collection(SiteRows.Other)]
public sealed class WholeTests : IAsyncLifetime
{
    private const string Hosts = """
        deployment: shop-two
        suite: sid
        hosts:
          a: { ssh: root@203.0.113.10, private: 10.0.0.5, site: osl, country: NO }
          b: { ssh: root@203.0.113.11, private: 10.0.0.6, site: osl, country: NO }
        defaults: { on: [a, b], health: /health }
        edge: { on: a, domain: api.example.no, certificate: tls/api.pem, key: tls/api.key }
        resources:
          gateway: { health: { path: /health, binding: health } }
          auth-mysql: { primary: a, replicas: b, reads: auth-reads, memory: 256M }
          email-mysql: { primary: b, memory: 256M }
          messaging: { members: a }
        parameters: { first-admin-email: admin@example.no, public-address: https://api.example.no }
        telemetry: { on: b }

        """;

    private const string StandIns = """
        for program in auth/current/Auth gateway/current/Gateway email/current/Email _dashboard/current/aspire-managed; do
          mkdir -p "$(dirname "/opt/deploy/$program")"
          printf '#!/bin/sh\nexec sleep infinity\n' >"/opt/deploy/$program"
          chmod 0755 "/opt/deploy/$program"
        done
        [[ ! -d /etc/deploy/_edge ]] || openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=api.example.no \
          -keyout /etc/deploy/_edge/key.pem -out /etc/deploy/_edge/certificate.pem 2>/dev/null
        """;

    private Site? _site;

    public async Task InitializeAsync()
    {
        var loaded = Deployed.Of(
            File.ReadAllBytes(Golden.PathOf("plan", "this-repository-on-three-hosts", "manifest.json")),
            Hosts,
            kept: new Dictionary<string, Deploy.Secrets.Secret> { ["smtp"] = new("smtp://10.0.0.9") });
        Assert.Empty(loaded.Faults.All);
        _site = await Site.StartAsync(
        [
            .. loaded.System!.Hosts.Select((host, number) => new TargetHost(host.Name, $"10.0.0.{number + 5}") { BeforeBoot = StandIns }.With(host.Files)),
            new TargetHost("outside", "203.0.113.9"),
        ]);

        // In the plan's order, which is the whole of what a person would do.
        foreach (var step in Planner.Of(loaded.System, loaded.State, loaded.Key).Steps.Where(step => step.Action is PlanAction.Start))
        {
            await _site.ShellAsync(step.Host!, $"systemctl start {step.What} || {{ journalctl --unit {step.What} --output cat | tail >&2; exit 1; }}", seconds: 120);
        }
    }

    public Task DisposeAsync() => _site?.DisposeAsync().AsTask() ?? Task.CompletedTask;

    [Fact]
    public async Task Everything_starts_in_the_plans_order_and_reaches_what_it_refers_to_and_nothing_else()
    {
        const string Auth = "MYSQL_PWD=the-auth-mysql.auth mysql --no-defaults --user=auth --skip-column-names --connect-timeout=5 ";
        foreach (var host in (string[])["a", "b"])
        {
            Assert.Equal("", await _site!.ShellAsync(host, "systemctl --failed --plain --no-legend"));
        }

        // Writes go to the primary, reads by the proxy beside the service to the replica.
        await _site!.ShellAsync("b", Auth + "--host=10.0.0.5 --execute='CREATE TABLE auth.t (i INT); INSERT INTO auth.t VALUES (4711)'");
        await _site.UntilAsync("a", Auth + "--host=127.0.0.1 --port=13406 --execute='SELECT @@report_host, i FROM auth.t' 2>/dev/null", "10.0.0.6\t4711");

        // An account opens nobody else's database, and no other server.
        var port = await _site.ShellAsync("b", "sed -n 's/^port = //p' /etc/deploy/email-mysql/my.cnf");
        var elsewhere = await _site.RunAsync("b", ["bash", "-c", Auth + $"--host=10.0.0.6 --port={port} --execute='SELECT 1'"]);
        Assert.Contains("Access denied", elsewhere.Error, StringComparison.Ordinal);

        // The broker knows both services, and its cluster's ports are nobody else's.
        Assert.Equal("auth email", await _site.ShellAsync("a", """
            systemd-run --quiet --pipe --wait --collect --uid=deploy-messaging --property=EnvironmentFile=/etc/deploy/messaging/environment \
              --working-directory=/ /usr/lib/rabbitmq/bin/rabbitmqctl list_users --silent --no-table-headers | cut -f 1 | sort | xargs
            """));
        Assert.Equal("5672", await _site.ShellAsync("b", "for port in 5672 4369 25672; do timeout 1 bash -c \"exec 3<>/dev/tcp/10.0.0.5/$port\" 2>/dev/null && echo $port || true; done"));

        // Outside there is the edge, and nothing answers behind it yet.
        Assert.Equal(
            "502",
            await _site.ShellAsync("outside", "curl --insecure --silent --output /dev/null --write-out '%{http_code}' --max-time 10 --resolve api.example.no:443:10.0.0.5 https://api.example.no/"));
        Assert.Equal("443", await _site.ShellAsync("outside", "for port in 443 3306 5672; do timeout 1 bash -c \"exec 3<>/dev/tcp/10.0.0.5/$port\" 2>/dev/null && echo $port || true; done"));
    }
}
