namespace Deploy.Tests.TargetTree;

/// <summary>A host with every recipe's example, on which nothing runs: its programs say whether they take the files.</summary>
public sealed class JudgedHost : IAsyncLifetime
{
    private const string Prepare = """
        openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=api.example.no \
          -keyout /etc/deploy/edge/key.pem -out /etc/deploy/edge/certificate.pem 2>/dev/null
        install -D -m 0755 /usr/bin/true /opt/deploy/auth/current/Auth
        install -D -m 0755 /usr/bin/true /opt/deploy/dashboard/current/aspire-managed
        """;

    private static readonly string[] Recipes =
        ["MySql", "HAProxy", "RabbitMQ", "Nginx", "Chrony", "Kernel", "NFTables", "Project", "Container", "Dashboard"];

    private Site? _site;

    public async Task InitializeAsync() =>
        _site = await Site.StartAsync(Recipes.Aggregate(new TargetHost("a", "10.0.0.5") { BeforeBoot = Prepare }, (host, recipe) => host.WithRecipe(recipe)));

    public Task DisposeAsync() => _site?.DisposeAsync().AsTask() ?? Task.CompletedTask;

    internal Task<Outcome> JudgeAsync(string script) => _site!.RunAsync("a", ["bash", "-c", script]);
}
