using Deploy.Manifest;
using Deploy.Placement;
using Deploy.Recipes.MySql;

namespace Deploy.Resolution;

/// <summary>The servers of a deployment, and an account on each for each service that refers to it.</summary>
internal sealed class Accounts
{
    private readonly SecretSet _secrets;
    private readonly Dictionary<string, Server> _byName;
    private readonly ILookup<string, Server> _byParameter;
    private readonly Dictionary<(string Server, string Service), Account> _accounts = [];

    public Accounts(ManifestDocument manifest, PlacedSystem placed, SecretSet secrets)
    {
        _secrets = secrets;
        Servers = [.. placed.Resources.Select(resource => Server.Of(resource, manifest)).OfType<Server>()];
        _byName = Servers.ToDictionary(server => server.Name, StringComparer.Ordinal);
        _byParameter = Servers.SelectMany(server => new[] { server.PasswordParameter, server.UserParameter }.OfType<string>().Distinct(), (server, parameter) => (server, parameter))
            .ToLookup(each => each.parameter, each => each.server, StringComparer.Ordinal);
    }

    /// <summary>In the manifest's order.</summary>
    public IReadOnlyList<Server> Servers { get; }

    public Server? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>All whose user or password stands in a value; several where they share a parameter.</summary>
    public IReadOnlyList<Server> ServersOf(IReadOnlyList<Piece> pieces) =>
        [.. pieces.OfType<Hole>().Where(hole => hole.Parameter is not null).SelectMany(hole => _byParameter[hole.Parameter!]).Distinct()];

    public Account Of(Server server, string service)
    {
        if (_accounts.TryGetValue((server.Name, service), out var known))
        {
            return known;
        }

        var account = server.Resource.External is { } external
            ? new Account(server.Name, service, external.User.Value, _secrets.GetStated(external.Password.Value), new(StringComparer.Ordinal))
            : new Account(
                server.Name, service, MySqlAccount.UserOf(service), _secrets.Get(SecretSet.NameOf(server.Name, service), SecretSet.Ours), new(StringComparer.Ordinal));
        _accounts.Add((server.Name, service), account);
        return account;
    }

    /// <summary>Notes which databases a service names; nothing where it has no account.</summary>
    public void Note(Server server, string service, IEnumerable<string> databases)
    {
        if (_accounts.TryGetValue((server.Name, service), out var account))
        {
            account.Databases.UnionWith(databases);
        }
    }

    /// <summary>By alphabet of the services.</summary>
    public IEnumerable<Account> On(string server) =>
        _accounts.Values.Where(account => account.Server == server).OrderBy(account => account.Service, StringComparer.Ordinal);
}
