using Deploy.Hosts.Shapes;
using Deploy.Hosts.Values;

namespace Deploy.Hosts.Blocks;

/// <summary>A database or broker that is run elsewhere.</summary>
/// <param name="Password">The name under which <c>deploy secrets set</c> keeps it, not the password.</param>
/// <param name="Tls">Whether the connection is encrypted; it must be unless the address is private.</param>
internal sealed record ExternalBlock(
    Stated<string> Address, Stated<int> Port, Stated<string> Country, Stated<string> User, Stated<string> Password, Stated<bool> Tls)
{
    public static readonly Block<ExternalBlock> Shape = new(
        "where somebody else runs it", "{ address: db.example.no, port: 3306, country: NO, user: auth, password: auth-db-password, tls: true }", keys => new(
            Address: keys.Required(
                "address",
                Patterns.Matching("an IP address or a domain name", "db.example.no", "^[A-Za-z0-9:]([A-Za-z0-9.:-]{0,252}[A-Za-z0-9])?$"),
                "Its address."),
            Port: keys.Required("port", Quantities.Count("a port", 3306, 1, 65535), "Its port."),
            Country: keys.Required("country", Names.Country, "Whose law its disks are under."),
            User: keys.Required("user", Texts.Word, "The account to use."),
            Password: keys.Required("password", Names.Resource, "The name of a secret: deploy secrets set NAME. Not the password itself."),
            Tls: keys.Optional("tls", Quantities.Flag, "Whether the connection is encrypted; it must be unless the address is private.")));
}
