using System.Security.Cryptography;
using System.Text;

namespace Deploy.Rendering;

/// <summary>
/// The name of something on a host, from which follow its unit, its user and its folders. A resource's name has no underscore, so what
/// is the deployer's own has one: <c>_edge</c>, or <c>auth-mysql_health</c> of a resource.
/// </summary>
internal sealed record InstanceName(string Name)
{
    // systemd's and useradd's limit.
    private const int MaxUser = 31;

    public static readonly InstanceName Edge = new("_edge");
    public static readonly InstanceName HAProxy = new("_haproxy");
    public static readonly InstanceName Dashboard = new("_dashboard");
    public static readonly InstanceName Firewall = new("_firewall");

    /// <summary>Without a suffix.</summary>
    public string Unit => Name.StartsWith('_') ? $"deploy{Name}" : $"deploy-{Name}";

    public string Service => $"{Unit}.service";

    public string User => Short(Unit, MaxUser);

    public string Configuration => $"/etc/deploy/{Name}";

    public string State => $"/var/lib/deploy/{Name}";

    public string Runtime => $"/run/deploy/{Name}";

    public string UnitFile(string suffix = "service") => $"/etc/systemd/system/{Unit}.{suffix}";

    public string UsersFile => $"/etc/sysusers.d/{Unit}.conf";

    /// <summary>Something of this one's that has a unit of its own.</summary>
    public InstanceName Part(string part) => new($"{Name}_{part}");

    /// <summary>The name, or where it is too long its beginning and a hash of the whole; the same name always gives the same.</summary>
    public static string Short(string name, int length) =>
        name.Length <= length ? name : $"{name[..(length - 9)]}_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 4))}";

    public override string ToString() => Name;
}
