using System.Net;
using Deploy.Firewall;
using Deploy.Recipes.Backup;
using Deploy.Recipes.Chrony;
using Deploy.Recipes.Container;
using Deploy.Recipes.Dashboard;
using Deploy.Recipes.HAProxy;
using Deploy.Recipes.Kernel;
using Deploy.Recipes.MongoDB;
using Deploy.Recipes.MySql;
using Deploy.Recipes.Nginx;
using Deploy.Recipes.Project;
using Deploy.Recipes.RabbitMQ;
using Deploy.Recipes.Sources;
using Deploy.Recipes.WireGuard;
using Deploy.Rendering;
using Deploy.Secrets;

namespace Deploy.Tests.Recipes;

/// <summary>Three hosts with two of everything, as the recipes take them. Tests change what they are about.</summary>
internal static class Example
{
    public const string Recipient = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";
    public const long Gigabyte = 1L << 30;

    public static readonly Place A = new("a", IPAddress.Parse("10.0.0.5"));
    public static readonly Place B = new("b", IPAddress.Parse("10.0.0.6"));
    public static readonly Place C = new("c", IPAddress.Parse("10.0.0.7"));

    public static readonly MySqlInput AuthMySql = new(
        "auth-mysql", A, 3306, 13306, A, [B, C], TimeSpan.FromSeconds(10), Gigabyte, new("replication-password"), ["auth"],
        [new("auth", new("auth-password"), [A, B], ["auth"]), new("audit", new("it's \\ audit's"), [A], [])]);

    public static readonly MySqlInput BillingMySql = new(
        "billing-mysql", A, 3307, 13307, B, [A], TimeSpan.FromMinutes(1), 256L << 20, new("billing-replication"), ["billing_orders", "billing_ledger"],
        [new("billing", new("billing-password"), [A, B], ["billing_orders", "billing_ledger"]), new("invoices", new("invoices-password"), [B], ["billing_orders"])])
    {
        Options = ["--max-allowed-packet=64M", "--innodb-print-all-deadlocks"],
    };

    public static readonly RabbitMqInput Messaging = new(
        "messaging", A, [A, B, C], new(), Gigabyte, 2 * Gigabyte, new("messaging-erlang-cookie"),
        [new("auth", new("auth-broker-password"), [A, B], Policymaker: true), new("email", new("email-broker-password"), [B], Policymaker: false)]);

    public static readonly RabbitMqInput Jobs = new(
        "jobs", A, [A], new(5673, 15673, 25673, 4370), 512L << 20, Gigabyte, new("jobs-erlang-cookie"),
        [new("billing", new("billing-broker-password"), [A], Policymaker: false) { Permissions = new("^billing", "^billing", ".*") }], WhenApart.Ignore);

    public static readonly MongoDbInput Catalog = new(
        "catalog-mongo", A, 27017, MongoDbEngine.Mongod, 2 * Gigabyte, new("mongo-administrator"),
        [new("catalog", new("catalog-\"password\""), [A, B], ["catalog", "search"]), new("storefront", new("storefront-password"), [B], ["catalog"])]);

    public static readonly NginxInput Edge = new(
        A, ["api.example.no", "www.example.no"], "-----BEGIN CERTIFICATE-----\n", new("-----BEGIN PRIVATE KEY-----\n"), "gateway", [new(A, 8080), new(B, 8080)]);

    public static readonly HAProxyInput Reads = new(
        A,
        [
            new("auth-mysql", 13406, 3306, 13306, A, [B, C], WhenNoReplica.Primary, ["auth", "audit"]),
            new("billing-mysql", 13407, 3307, 13307, B, [A], WhenNoReplica.Fail, ["billing"]),
        ]);

    public static readonly DashboardInput Dashboard = new(A, 18888, 4317, 4318, new("otlp-key"), new("browser-token"), Gigabyte, [A, B]);

    public static readonly ProjectInput Auth = new(
        "auth", A, "Auth", [], [8081, 8082],
        [
            new("ASPNETCORE_ENVIRONMENT", "Production"),
            new("HTTP_PORTS", "8081;8082"),
            new("OTEL_EXPORTER_OTLP_HEADERS", MaskedText.Of($"x-otlp-api-key={new Secret("otlp-key")}")),
            new("ConnectionStrings__auth", Connection("10.0.0.5", 3306)),
            new("ConnectionStrings__auth-reads", Connection("127.0.0.1", 13406)),
            new("Motto", "100 % of $5, \"quoted\" with ` and \\\nin two lines"),
        ],
        Gigabyte, TimeSpan.FromSeconds(30), ["--migrate"]);

    public static readonly ProjectInput Gateway = new(
        "gateway", A, "Gateway", ["--route", "/catalog/{**rest}", "100% of $HOME \"here\""], [8080], [new("Gateway__HealthPort", "8000")],
        512L << 20, TimeSpan.FromSeconds(10), []);

    public static readonly ContainerInput MailDev = new(
        "maildev", A, "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", null, ["--web", "1080", "--smtp", "1025"],
        [new("MAILDEV_INCOMING_PASS", new Secret("mail-password")), new("auth-reads", "a=b # c")],
        [new("http", 1080, 1080), new("smtp", 1025, 1025)], [new("maildev-data", "/data", ReadOnly: false), new(null, "/scratch", ReadOnly: false)], [],
        512L << 20, TimeSpan.FromSeconds(30));

    public static readonly ContainerInput Cache = MailDev with
    {
        Name = "cache",
        ImageDigest = "sha256:fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210",
        Entrypoint = "/usr/bin/cache-server",
        Arguments = ["100% $HOME", "two words"],
        Environment = [],
        Bindings = [new("tcp", 6379, 6379)],
        Volumes = [new("cache-data", "/data", ReadOnly: true)],
        Capabilities = ["SETUID", "SETGID"],
        Writable = true,
    };

    // X25519 of RFC 7748, section 6.1: Alice's and Bob's.
    public static readonly Secret AKey = new("dwdtCnMYpX08FsFyUbJmRd9ML4frwJkqsXf7pR25LCo=");

    public static readonly Secret BKey = new("XasIfmJKikt54X+Lg4AO5m87sSkmGLb9HC+LJ/+I4Os=");

    public static readonly WireGuardInput Tunnels = new(
        A, AKey, 51820,
        [
            new(B, IPAddress.Parse("203.0.113.20"), "3p7bfXt9wbTTW2HC7OQ1Nz+DQ8hbeGdNrfx+FG+IK08="),
            new(C, IPAddress.Parse("2001:db8::30"), "hSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmo="),
        ]);

    public static readonly BackupInput AuthBackup = new(
        "auth-mysql", new MySqlSource(), B, C, 14306, new TimeOnly(3, 0), 14, Recipient, new("auth-backup-token"));

    public static readonly BackupInput CatalogBackup = new(
        "catalog-mongo", new MongodSource(27017, new("mongo-administrator")), A, C, 14307, new TimeOnly(4, 30), 7, Recipient, new("catalog-backup-token"));

    public static readonly SourcesInput Sources = new(
    [
        new("mysql", "https://repo.example.org/apt/debian", "trixie", ["main", "tools"], "BCA43417C3B485DD128EC6D4B7B3B788A8D3785C",
            ["mysql-server-core", "mysql-client-core"], "9.7.4-1debian13"),
        new("rabbitmq", "https://packages.example.com/rabbitmq", "trixie", ["main"], "0A9AF2115F4687BD29803A206B73A36E6026DFCA", ["rabbitmq-server"], "4.3.6-1"),
    ]);

    public static FirewallInput Firewall => new(
        A, [A, B, C],
        [
            .. Rendered.Values.SelectMany(rendered => rendered.Flows),
            Flow.Admin(IPNetwork.Parse("198.51.100.0/24"), A, 22),
            Flow.Admin(IPNetwork.Parse("2001:db8:a::/48"), A, 22),
            Flow.Reference(A, "auth", A, "auth-mysql", 3306, "auth refers to auth-mysql"),
            Flow.Reference(B, "auth", A, "auth-mysql", 3306, "auth refers to auth-mysql"),
            Flow.Reference(B, "email", A, "messaging", 5672, "email refers to messaging"),
            Flow.Reference(C, "email", A, "messaging", 5672, "email refers to messaging"),
        ],
        Tunnel: true);

    /// <summary>By the name of the golden case.</summary>
    public static IReadOnlyDictionary<string, Rendered> Rendered { get; } = new Dictionary<string, Rendered>
    {
        ["mysql-primary"] = MySqlRecipe.Render(AuthMySql),
        ["mysql-replica"] = MySqlRecipe.Render(BillingMySql),
        ["rabbitmq-cluster"] = RabbitMqRecipe.Render(Messaging),
        ["rabbitmq-member"] = RabbitMqRecipe.Render(Messaging with { Host = C }),
        ["rabbitmq-alone"] = RabbitMqRecipe.Render(Jobs),
        ["mongodb"] = MongoDbRecipe.Render(Catalog),
        ["edge"] = NginxRecipe.Render(Edge),
        ["haproxy"] = HAProxyRecipe.Render(Reads),
        ["dashboard"] = DashboardRecipe.Render(Dashboard),
        ["chrony-client"] = ChronyRecipe.Render(new(A, [B, C], [])),
        ["chrony-server"] = ChronyRecipe.Render(new(B, [], [A, C])),
        ["kernel"] = KernelRecipe.Render(),
        ["project-auth"] = ProjectRecipe.Render(Auth),
        ["project-gateway"] = ProjectRecipe.Render(Gateway),
        ["container-maildev"] = ContainerRecipe.Render(MailDev),
        ["container-cache"] = ContainerRecipe.Render(Cache),
        ["wireguard"] = WireGuardRecipe.Render(Tunnels),
        ["backup-sender"] = BackupRecipe.RenderSender(AuthBackup),
        ["backup-keeper"] = BackupRecipe.RenderKeeper(AuthBackup),
        ["backup-of-mongod"] = BackupRecipe.RenderSender(CatalogBackup),
        ["sources"] = SourcesRecipe.Render(Sources),
    };

    private static MaskedText Connection(string host, int port) =>
        MaskedText.Of($"Server={host};Port={port};User ID=auth;Password=\"{new Secret("auth-password")}\";Database=auth");
}
