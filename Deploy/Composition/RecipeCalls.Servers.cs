using Deploy.Hosts.Blocks;
using Deploy.Placement;
using Deploy.Recipes.Backup;
using Deploy.Recipes.HAProxy;
using Deploy.Recipes.MongoDB;
using Deploy.Recipes.MySql;
using Deploy.Recipes.RabbitMQ;
using Deploy.Rendering;
using Deploy.Resolution;
using Deploy.Secrets;

namespace Deploy.Composition;

/// <summary>This part: databases, brokers, the proxies before them and their backups.</summary>
internal sealed partial class RecipeCalls
{
    private const long DiskReserve = 2L << 30;

    private static readonly TimeSpan DefaultMaxLag = TimeSpan.FromSeconds(10);
    private static readonly TimeOnly DefaultBackupTime = new(3, 0);
    private const int DefaultBackupDays = 14;

    /// <param name="accounts">One for each service that refers to it.</param>
    /// <param name="prepared">All workloads, of which some read from replicas.</param>
    public void AddServer(PlacedResource resource, IReadOnlyList<Account> accounts, IReadOnlyCollection<PreparedWorkload> prepared)
    {
        if (resource.External is not null)
        {
            return;
        }

        foreach (var host in resource.Hosts.Select(host => _hosts[host]))
        {
            Add(
                host,
                resource,
                resource.Engine switch
                {
                    Engine.MySql => MySqlRecipe.Render(MySql(resource, host.Place, accounts)),
                    Engine.RabbitMQ => RabbitMqRecipe.Render(RabbitMq(resource, host.Place, accounts, prepared)),
                    _ => MongoDbRecipe.Render(MongoDb(resource, host.Place, accounts)),
                },
                Engines.NameOf(resource.Engine));
        }

        if (ResidencyRules.BackupOf(_file, resource) is { } backup)
        {
            AddBackup(resource, backup);
        }
    }

    /// <summary>On each host with a service that reads from replicas, a proxy on loopback.</summary>
    public void AddProxies(IReadOnlyCollection<PreparedWorkload> prepared)
    {
        var read = _placed.Resources.Where(resource => resource is { External: null, Block.Reads.IsStated: true }).ToList();
        foreach (var host in _hosts.Values)
        {
            var pools = new List<ReadPool>();
            foreach (var resource in read)
            {
                var services = Reading(resource, prepared).Where(service => _placed.Find(service)!.Hosts.Contains(host.Place.Host)).ToList();
                if (services.Count > 0)
                {
                    pools.Add(new ReadPool(
                        resource.Name,
                        _ports.Of(resource.Name, SystemPorts.Reads),
                        ServerPort(resource),
                        _ports.Of(resource.Name, SystemPorts.Health),
                        _addresses.PlaceOf(resource.Primary),
                        _addresses.PlacesOf(resource.Hosts.Skip(1)),
                        resource.Block!.WhenNoReplica.Or("primary") is "fail" ? WhenNoReplica.Fail : WhenNoReplica.Primary,
                        services));
                }
            }

            if (pools.Count > 0)
            {
                Add(host, HAProxyRecipe.Render(new HAProxyInput(host.Place, pools)), "haproxy");
            }
        }
    }

    private MySqlInput MySql(PlacedResource resource, Place host, IReadOnlyList<Account> accounts) => new(
        resource.Name,
        host,
        ServerPort(resource),
        _ports.Of(resource.Name, SystemPorts.Health),
        _addresses.PlaceOf(resource.Primary),
        _addresses.PlacesOf(resource.Hosts.Skip(1)),
        resource.Block is { MaxLag.IsStated: true } ? resource.Block.MaxLag.Value : DefaultMaxLag,
        CapacityRules.MemoryOf(resource),
        _input.Secrets.Get(SecretSet.RecipesOf(resource.Name, "replication"), SecretSet.Ours),
        [.. accounts.SelectMany(account => account.Databases).Distinct().Order(StringComparer.Ordinal)],
        [.. accounts.Select(account => new MySqlAccount(account.User, account.Password, HostsOf(account), [.. account.Databases]))])
    {
        Options = [.. resource.Workload.Arguments.Select(argument => argument.Literal!)],
    };

    private RabbitMqInput RabbitMq(PlacedResource resource, Place host, IReadOnlyList<Account> accounts, IReadOnlyCollection<PreparedWorkload> prepared)
    {
        var management = resource.Workload.Bindings.ContainsKey(SystemPorts.ManagementBinding) ? SystemPorts.ManagementBinding : SystemPorts.Management;
        var policymakers = prepared.Where(workload => workload.Variables.Any(variable => variable.Refers(resource.Name, SystemPorts.ManagementBinding))).Select(workload => workload.Name).ToHashSet();
        return new RabbitMqInput(
            resource.Name,
            host,
            _addresses.PlacesOf(resource.Hosts),
            new RabbitMqPorts(
                ServerPort(resource),
                _ports.Of(resource.Name, management),
                _ports.Of(resource.Name, SystemPorts.Distribution),
                _ports.Of(resource.Name, SystemPorts.Epmd)),
            CapacityRules.MemoryOf(resource),
            DiskReserve,
            _input.Secrets.Get(SecretSet.RecipesOf(resource.Name, "cookie"), SecretSet.Ours),
            [.. accounts.Select(account => new RabbitMqUser(account.User, account.Password, HostsOf(account), policymakers.Contains(account.Service)))]);
    }

    private MongoDbInput MongoDb(PlacedResource resource, Place host, IReadOnlyList<Account> accounts) => new(
        resource.Name,
        host,
        ServerPort(resource),
        resource.Engine is Engine.DocumentDB ? MongoDbEngine.DocumentDb : MongoDbEngine.Mongod,
        CapacityRules.MemoryOf(resource),
        Administrator(resource),
        [.. accounts.Select(account => new MongoDbAccount(account.User, account.Password, HostsOf(account), [.. account.Databases]))]);

    private void AddBackup(PlacedResource resource, BackupBlock backup)
    {
        if (resource.Engine is Engine.DocumentDB)
        {
            _faults.Hosts.Add(backup.To.Path, backup.To.At, $"backup: '{resource.Name}' is served by documentdb, of which no recipe takes backups.", "State engine: mongod, or back it up by other means and remove the backup.");
            return;
        }

        var input = new BackupInput(
            resource.Name,
            resource.Engine is Engine.MySql ? new MySqlSource() : new MongodSource(ServerPort(resource), Administrator(resource)),
            _addresses.PlaceOf(resource.Hosts.Count > 1 ? resource.Hosts[1] : resource.Primary),
            _addresses.PlaceOf(backup.To.Value),
            _ports.Of(resource.Name, SystemPorts.Backup),
            backup.At.Or(DefaultBackupTime),
            backup.Keep.Or(DefaultBackupDays),
            backup.Recipient.Value,
            _input.Secrets.Get(SecretSet.RecipesOf(resource.Name, "backup"), SecretSet.Ours));
        Add(_hosts[input.From.Host], resource, BackupRecipe.RenderSender(input));
        Add(_hosts[input.To.Host], resource, BackupRecipe.RenderKeeper(input));
    }

    private static IEnumerable<string> Reading(PlacedResource resource, IReadOnlyCollection<PreparedWorkload> prepared) =>
        prepared.Where(workload => workload.Variables.Any(variable => variable.ReadsOf == resource.Name)).Select(workload => workload.Name);

    private Secret Administrator(PlacedResource resource) => _input.Secrets.Get(SecretSet.RecipesOf(resource.Name, "administrator"), SecretSet.Ours);

    private int ServerPort(PlacedResource resource) => SystemPorts.ServerBinding(resource.Workload) is { } binding ? _ports.Of(resource.Name, binding.Name) : 0;

    private IReadOnlyList<Place> HostsOf(Account account) => _addresses.PlacesOf(_placed.Find(account.Service)!.Hosts);
}
