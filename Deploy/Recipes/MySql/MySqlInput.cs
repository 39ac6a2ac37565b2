using Deploy.Rendering;
using Deploy.Secrets;

namespace Deploy.Recipes.MySql;

/// <summary>One MySQL server: an instance of a resource, on one of its hosts.</summary>
/// <param name="Name">The resource's.</param>
/// <param name="Host">This server's.</param>
/// <param name="Port">The same on every host of the resource.</param>
/// <param name="HealthPort">Where it answers HAProxy by HTTP; the same on every host of the resource.</param>
/// <param name="Primary">The host that writes go to.</param>
/// <param name="Replicas">All others that hold the data.</param>
/// <param name="MaxLag">How far behind it may be and still be read from; whole seconds.</param>
/// <param name="Memory">In bytes: what the server may take.</param>
/// <param name="ReplicationPassword">Of the account by which replicas follow.</param>
/// <param name="Databases">That the manifest's resources name.</param>
internal sealed record MySqlInput(
    string Name,
    Place Host,
    int Port,
    int HealthPort,
    Place Primary,
    IReadOnlyList<Place> Replicas,
    TimeSpan MaxLag,
    long Memory,
    Secret ReplicationPassword,
    IReadOnlyList<string> Databases,
    IReadOnlyList<MySqlAccount> Accounts)
{
    /// <summary>As mysqld takes them on its command line, such as <c>--max-connections=1000</c>; those that the recipe decides are refused.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];
}

/// <summary>What one service that refers to the server signs in with, and no other.</summary>
/// <param name="User">At most <see cref="MaxUser"/> characters: <see cref="UserOf"/> of the service's name.</param>
/// <param name="From">The hosts that the service runs on.</param>
/// <param name="Databases">Those that it may use, and all in them. Empty: it may sign in, and see nothing.</param>
internal sealed record MySqlAccount(string User, Secret Password, IReadOnlyList<Place> From, IReadOnlyList<string> Databases)
{
    /// <summary>MySQL's limit.</summary>
    public const int MaxUser = 32;

    public static string UserOf(string service) => InstanceName.Short(service, MaxUser);
}
