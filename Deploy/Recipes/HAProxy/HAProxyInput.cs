using Deploy.Rendering;

namespace Deploy.Recipes.HAProxy;

/// <summary>The proxy between the services of one host and the databases that they read from.</summary>
/// <param name="Pools">One for each MySQL resource whose replicas are read from here.</param>
internal sealed record HAProxyInput(Place Host, IReadOnlyList<ReadPool> Pools);

/// <param name="Resource">The MySQL resource's name.</param>
/// <param name="ListenPort">On loopback, for the services of this host.</param>
/// <param name="Port">Of the servers.</param>
/// <param name="HealthPort">Where they answer by HTTP: see the MySql recipe.</param>
/// <param name="Services">Who reads, for a person.</param>
internal sealed record ReadPool(
    string Resource,
    int ListenPort,
    int Port,
    int HealthPort,
    Place Primary,
    IReadOnlyList<Place> Replicas,
    WhenNoReplica WhenNoReplica,
    IReadOnlyList<string> Services)
{
    /// <summary>Those that reads may go to.</summary>
    public IReadOnlyList<Place> Servers => WhenNoReplica == WhenNoReplica.Primary || Replicas.Count == 0 ? [Primary, .. Replicas] : Replicas;
}

/// <summary>Where reads go while no replica is healthy.</summary>
internal enum WhenNoReplica
{
    Primary,
    Fail,
}
