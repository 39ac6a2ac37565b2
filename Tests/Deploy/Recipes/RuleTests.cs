using System.Net;
using Deploy.Recipes.Backup;
using Deploy.Recipes.Container;
using Deploy.Recipes.HAProxy;
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

/// <summary>Each rule of a recipe: what it refuses, by name, and its neighbour that it takes.</summary>
public sealed class RuleTests
{
    private static readonly Secret Password = new("password");
    private static readonly MaskedText Argument = MaskedText.Of($"--password={Password}");
    private static readonly Place V6 = new("d", IPAddress.Parse("fd00::5"));

    private static readonly (string Rule, string Path, Rendered Refused, Rendered Taken)[] Rules =
    [
        ("MySQL needs memory", "memory", MySql(s => s with { Memory = 255L << 20 }), MySql(s => s with { Memory = 256L << 20 })),
        ("a host holds a database once", "replicas", MySql(s => s with { Replicas = [Example.A] }), MySql(s => s with { Replicas = [Example.B] })),
        ("a host holds a replica once", "replicas", MySql(s => s with { Replicas = [Example.B, Example.B] }), MySql(s => s with { Replicas = [] })),
        ("a server is primary or replica", "replicas", MySql(s => s with { Host = Example.C, Replicas = [Example.B] }), MySql(s => s with { Host = Example.C })),
        ("MySQL's own databases", "databases", MySql(s => s with { Databases = ["auth", "mysql"] }), MySql(s => s with { Databases = ["auth", "mysql2"] })),
        ("a database's name is short", "databases", MySql(s => s with { Databases = ["auth", new('x', 65)] }), MySql(s => s with { Databases = ["auth", new('x', 64)] })),
        ("an account's databases are there", "databases", Account(new("x", Password, [Example.A], ["other"])), Account(new("x", Password, [Example.A], ["auth"]))),
        ("root is nobody's account", "accounts", Account(new("root", Password, [], [])), Account(new("roots", Password, [], []))),
        ("an account's name is short", "accounts", Account(new(new('x', 33), Password, [], [])), Account(new(MySqlAccount.UserOf(new('x', 33)), Password, [], []))),
        ("an option that is decided", "args[1]", Options("--sort-buffer-size=1M", "--super_read_only=OFF"), Options("--sort-buffer-size=1M", "--performance-schema=OFF")),
        ("an option in disguise", "args[0]", Options("--loose-datadir=/x"), Options("--loose-long-query-time=1")),
        ("an option by its beginning", "args[0]", Options("--sup=OFF"), Options("--sort-buffer-size=1M")),
        ("an option that is switched off", "args[0]", Options("--disable-log-bin"), Options("--general-log")),
        ("an option that ends a line", "args[0]", Options("--sort-buffer-size=1M\n"), Options("--sort-buffer-size=1M")),
        ("an option that is two lines", "args[0]", Options("--sort-buffer-size=1M\nport=1"), Options("--sort-buffer-size=1M")),
        ("members are odd", "members", Broker(b => b with { Members = [Example.A, Example.B] }), Broker(b => b with { Members = [Example.A] })),
        ("members are there once", "members", Broker(b => b with { Members = [Example.A, Example.B, Example.B] }), Broker(b => b)),
        ("a node is a member", "members", Broker(b => b with { Members = [Example.B] }), Broker(b => b with { Host = Example.B, Members = [Example.B] })),
        ("members have IPv4", "members", Broker(b => b with { Members = [Example.A, Example.B, V6] }), Broker(b => b)),
        ("a broker needs memory", "memory", Broker(b => b with { Memory = 1 }), Broker(b => b with { Memory = 256L << 20 })),
        ("a user is one service's", "users", Broker(b => b with { Users = [b.Users[0], b.Users[0]] }), Broker(b => b with { Users = [] })),
        ("permissions are expressions", "users", Permitted("(own"), Permitted("(own)")),
        ("DocumentDB waits for its server", "engine", Mongo(m => m with { Engine = MongoDbEngine.DocumentDb }), Mongo(m => m)),
        ("mongod needs memory", "memory", Mongo(m => m with { Memory = 1 }), Mongo(m => m with { Memory = 512L << 20 })),
        ("administrator is nobody's account", "accounts", MongoAccount("administrator", "catalog"), MongoAccount("administrators", "catalog")),
        ("MongoDB's own databases", "databases", MongoAccount("x", "admin"), MongoAccount("x", "administration")),
        ("an edge has something behind it", "edge", NginxRecipe.Render(Example.Edge with { Upstreams = [] }), NginxRecipe.Render(Example.Edge)),
        ("an edge has a name", "edge", NginxRecipe.Render(Example.Edge with { Domains = [] }), NginxRecipe.Render(Example.Edge with { Domains = ["x.no"] })),
        ("reads go somewhere", "whenNoReplica", Pool(WhenNoReplica.Fail), Pool(WhenNoReplica.Primary)),
        ("a project's arguments hold no secret", "args[1]", Project(p => p with { Arguments = ["x", Argument] }), Project(p => p with { Arguments = ["x", "--password=x"] })),
        ("a project's arguments are text", "args[0]", Project(p => p with { Arguments = ["\u0007"] }), Project(p => p with { Arguments = ["ø\n"] })),
        ("a migration's arguments are text", "migrate[0]", Project(p => p with { Migrate = ["\0"] }), Project(p => p with { Migrate = ["--migrate"] })),
        ("a variable has a name", "env.a b", Project(p => p with { Environment = [new("a b", "x")] }), Project(p => p with { Environment = [new("a-b", "x")] })),
        ("a program has a name", "path", Project(p => p with { Program = "../sh" }), Project(p => p with { Program = "My.Service" })),
        ("no bind mounts", "bindMounts[0]", Container(c => c with { BindMounts = ["/data"] }), Container(c => c with { BindMounts = [] })),
        ("a port leads to itself", "bindings.http", Container(c => c with { Bindings = [new("http", 80, 8080)] }), Container(c => c with { Bindings = [new("http", 8080, 8080)] })),
        ("an image is pinned", "image", Container(c => c with { ImageDigest = "maildev:2" }), Container(c => c)),
        ("a container's arguments hold no secret", "args[0]", Container(c => c with { Arguments = [Argument] }), Container(c => c with { Arguments = ["x"] })),
        ("an entrypoint is a program", "entrypoint", Container(c => c with { Entrypoint = "sh -c" }), Container(c => c with { Entrypoint = "/bin/sh" })),
        ("a volume has a path", "volumes", Container(c => c with { Volumes = [new("x", "data", false)] }), Container(c => c with { Volumes = [new("x", "/data", false)] })),
        ("a volume has a name", "volumes", Container(c => c with { Volumes = [new("x:y", "/data", false)] }), Container(c => c with { Volumes = [new(null, "/data", false)] })),
        ("a container's variable is a line", "env.X", Container(c => c with { Environment = [new("X", "a\nb")] }), Container(c => c with { Environment = [new("X", "a b")] })),
        ("a container's variable has a name", "env.X Y", Container(c => c with { Environment = [new("X Y", "a")] }), Container(c => c with { Environment = [new("X.Y", "a")] })),
        ("a tunnel's key is one", "wireguard", WireGuardRecipe.Render(Example.Tunnels with { Key = Password }), WireGuardRecipe.Render(Example.Tunnels with { Key = WireGuardKey.Generate() })),
        ("a tunnel's address is one's own", "wireguard", Tunnel(Example.A), Tunnel(Example.B)),
        ("a backup is elsewhere", "backup", Backup(b => b with { To = b.From }), Backup(b => b)),
        ("a token is a word", "backup", Backup(b => b with { Token = new("a b") }), Backup(b => b with { Token = new("a-b") })),
        ("a source has packages", "mysql", Source(s => s with { Packages = [] }), Source(s => s with { Packages = ["x"] })),
        ("a source has components", "mysql", Source(s => s with { Components = [] }), Source(s => s with { Components = ["main"] })),
    ];

    public static TheoryData<string> Names => [.. Rules.Select(rule => rule.Rule)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_rule_refuses_by_name_and_takes_what_it_may(string name)
    {
        var rule = Rules.Single(rule => rule.Rule == name);
        Assert.Contains(rule.Refused.Refusals, refusal => refusal.Path == rule.Path);
        Assert.Empty(rule.Refused.Files);
        Assert.Empty(rule.Taken.Refusals);
        Assert.NotEmpty(rule.Taken.Files);
        Assert.DoesNotContain(rule.Refused.Refusals, refusal => refusal.What.Contains(Password.Reveal() + "=", StringComparison.Ordinal));
    }

    private static Rendered MySql(Func<MySqlInput, MySqlInput> change) => MySqlRecipe.Render(change(Example.AuthMySql));

    private static Rendered Account(MySqlAccount account) => MySql(server => server with { Accounts = [account] });

    private static Rendered Options(params string[] options) => MySql(server => server with { Options = options });

    private static Rendered Broker(Func<RabbitMqInput, RabbitMqInput> change) => RabbitMqRecipe.Render(change(Example.Messaging));

    private static Rendered Permitted(string queues) =>
        Broker(broker => broker with { Users = [new("x", Password, [], false) { Permissions = new(".*", queues, ".*") }] });

    private static Rendered Mongo(Func<MongoDbInput, MongoDbInput> change) => MongoDbRecipe.Render(change(Example.Catalog));

    private static Rendered MongoAccount(string user, string database) => Mongo(server => server with { Accounts = [new(user, Password, [Example.A], [database])] });

    private static Rendered Pool(WhenNoReplica choice) =>
        HAProxyRecipe.Render(new(Example.A, [new("auth-mysql", 13406, 3306, 13306, Example.A, [], choice, ["auth"])]));

    private static Rendered Project(Func<ProjectInput, ProjectInput> change) => ProjectRecipe.Render(change(Example.Auth));

    private static Rendered Container(Func<ContainerInput, ContainerInput> change) => ContainerRecipe.Render(change(Example.MailDev));

    private static Rendered Tunnel(Place peer) =>
        WireGuardRecipe.Render(Example.Tunnels with { Peers = [new(peer, IPAddress.Parse("203.0.113.20"), WireGuardKey.PublicOf(Example.AKey))] });

    private static Rendered Backup(Func<BackupInput, BackupInput> change) => BackupRecipe.RenderSender(change(Example.AuthBackup));

    private static Rendered Source(Func<PackageSource, PackageSource> change) => SourcesRecipe.Render(new([change(Example.Sources.Sources[0])]));
}
