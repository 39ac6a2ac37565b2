using Deploy.Firewall;
using Deploy.Rendering;
using Deploy.Tests.Recipes;

namespace Deploy.Tests.TargetTree;

/// <summary>A host with what every recipe renders of the example, on which nothing runs: its programs say whether they take the files.</summary>
public class JudgedHost : IAsyncLifetime
{
    private const string Prepare = """
        openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=api.example.no \
          -keyout /etc/deploy/_edge/key.pem -out /etc/deploy/_edge/certificate.pem 2>/dev/null
        install -D -m 0755 /usr/bin/true /opt/deploy/auth/current/Auth
        install -D -m 0755 /usr/bin/true /opt/deploy/gateway/current/Gateway
        install -D -m 0755 /usr/bin/true /opt/deploy/_dashboard/current/aspire-managed
        # What is no package of this Debian: all else of their units is judged.
        for program in /usr/bin/{mongod,mongosh,mongodump,mysql,mysqldump} /usr/sbin/mysqld /usr/lib/rabbitmq/bin/{rabbitmq-server,rabbitmqctl}; do
          [[ -e $program ]] || install -D -m 0755 /usr/bin/true "$program"
        done
        """;

    /// <summary>What stands on host a; the member of the broker on c and the clock of b are other hosts' files of the same names.</summary>
    private static IEnumerable<Rendered> Rendered =>
    [
        .. Example.Rendered.Where(each => each.Key is not ("rabbitmq-member" or "chrony-server")).Select(each => each.Value),
        FirewallRecipe.Render(Example.Firewall),
    ];

    private Site? _site;

    protected virtual string Suite => "sid";

    public async Task InitializeAsync() =>
        _site = await Site.StartAsync(Suite, new TargetHost("a", "10.0.0.5") { BeforeBoot = Prepare }.With(Rendered));

    public Task DisposeAsync() => _site?.DisposeAsync().AsTask() ?? Task.CompletedTask;

    internal Task<Outcome> JudgeAsync(string script) => _site!.RunAsync("a", ["bash", "-c", script]);
}

/// <summary>The same of Debian 13, which real hosts run.</summary>
public sealed class JudgedDebian13Host : JudgedHost
{
    protected override string Suite => "trixie";
}
