using System.Net;
using Deploy.Faults;
using Deploy.Hosts.Blocks;
using Deploy.Hosts.Values;

namespace Deploy.Hosts.Rules;

/// <summary>No SQL, AMQP or telemetry key travels in clear over the internet.</summary>
internal static class Networks
{
    public static void AddressesAreOnesOwn(HostsFile file, FaultList faults)
    {
        Once(file, host => host.Private, address => address, faults);
        Once(file, host => host.Public, address => address, faults);
        Once(file, host => host.Ssh, target => (target.Address, target.Port), faults);
    }

    public static void PrivateAddressesArePrivate(HostsFile file, FaultList faults)
    {
        foreach (var address in Blocks(file).Select(host => host.Private).Where(address => address.IsStated && !Addresses.IsPrivate(address.Value)))
        {
            faults.Add(
                address.Path,
                address.At,
                $"{address.Value} is an address of the internet.",
                "Name the host's address on a private network (RFC 1918), or choose such addresses and state wireguard: true, which makes one.");
        }
    }

    /// <summary>Between sites lies the internet, whatever the addresses look like.</summary>
    public static void SitesAreJoined(HostsFile file, FaultList faults)
    {
        if (file.WireGuard.Or(false))
        {
            return;
        }

        var sites = Blocks(file).Select(host => host.Site).Where(site => site.IsStated).ToList();
        foreach (var other in sites.Where(site => site.Value != sites[0].Value).DistinctBy(site => site.Value))
        {
            faults.Add(
                other.Path,
                other.At,
                $"'{other.Value}' and '{sites[0].Value}' are two sites, and nothing says that what goes between them is encrypted.",
                "State wireguard: true, or keep all hosts on one site.");
        }
    }

    public static void ExternalIsEncrypted(HostsFile file, FaultList faults)
    {
        foreach (var (name, block) in Placements.Blocks(file).Where(each => each.Block.External.IsStated))
        {
            var external = block.External.Value;
            var isPrivate = external.Address.IsStated && IPAddress.TryParse(external.Address.Value, out var address) && Addresses.IsPrivate(address);
            if (external.Address.IsStated && !isPrivate && !external.Tls.Or(false))
            {
                faults.Add(
                    external.Address.Path,
                    external.Address.At,
                    $"'{name}' is reached at {external.Address.Value}, which is not a private address, and tls is not stated.",
                    "State tls: true.");
            }
        }
    }

    private static IEnumerable<HostBlock> Blocks(HostsFile file) => file.Hosts.Where(host => host.Value.IsStated).Select(host => host.Value.Value);

    private static void Once<T, TIdentity>(HostsFile file, Func<HostBlock, Stated<T>> value, Func<T, TIdentity> identity, FaultList faults)
        where TIdentity : notnull
    {
        var first = new Dictionary<TIdentity, string>();
        foreach (var host in file.Hosts.Where(host => host.Value.IsStated && value(host.Value.Value).IsStated))
        {
            var stated = value(host.Value.Value);
            var owner = host.Name.Value;
            if (!first.TryAdd(identity(stated.Value), owner))
            {
                faults.Add(
                    stated.Path, stated.At, $"{stated.Value} is the address of host '{first[identity(stated.Value)]}' too.", "Give each host its own.");
            }
        }
    }
}
