using System.Net;
using Deploy.Hosts.Shapes;
using Deploy.Hosts.Values;

namespace Deploy.Hosts.Blocks;

/// <summary>A virtual machine.</summary>
/// <param name="Private">Its address on the private network, over which everything internal goes.</param>
/// <param name="Public">Where outsiders and other sites' WireGuard reach it, if that is not the address of <paramref name="Ssh"/>.</param>
/// <param name="Memory">In bytes; without it, capacity is not checked.</param>
/// <param name="FailureDomain">What fails as one with other hosts of the same word (rack, hypervisor); the host alone if it is not stated.</param>
internal sealed record HostBlock(
    Stated<SshTarget> Ssh,
    Stated<IPAddress> Private,
    Stated<string> Site,
    Stated<string> Country,
    Stated<IPAddress> Public,
    Stated<long> Memory,
    Stated<IReadOnlyList<Stated<string>>> Labels,
    Stated<string> FailureDomain)
{
    public static readonly Block<HostBlock> Shape = new("a host", "{ ssh: root@203.0.113.10, private: 10.0.0.5, site: osl, country: NO }", keys => new(
        Ssh: keys.Required("ssh", SshTarget.Shape, "How the host is reached for its administration: [user@]address[:port]; root and 22 if not stated."),
        Private: keys.Required("private", Addresses.Address, "Its address on the private network: RFC 1918. Everything internal goes over it."),
        Site: keys.Required("site", Names.Site, "Where it stands: the place whose round-trip times are measured."),
        Country: keys.Required("country", Names.Country, "Whose law its disks are under: ISO 3166-1, two letters."),
        Public: keys.Optional("public", Addresses.Address, "Its public address, if that is not the address in ssh.", "203.0.113.11"),
        Memory: keys.Optional("memory", Quantities.Size, "What it has. Stated, it is checked that what is placed there fits."),
        Labels: keys.Optional("labels", new ListOf<string>(Names.Label), "Words by which resources choose their hosts."),
        FailureDomain: keys.Optional(
            "failureDomain", Names.Label, "The rack or hypervisor that it shares with others; backups and replicas avoid it.", "rack-1")));
}
