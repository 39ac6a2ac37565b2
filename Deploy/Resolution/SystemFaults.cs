using Deploy.Faults;

namespace Deploy.Resolution;

/// <summary>The faults of each file that a deployment is made of.</summary>
internal sealed record SystemFaults(FaultList Manifest, FaultList Hosts, FaultList State, FaultList Secrets)
{
    public int Count => Manifest.Count + Hosts.Count + State.Count + Secrets.Count;

    /// <summary>File by file.</summary>
    public IEnumerable<Fault> All => [.. Manifest, .. Hosts, .. State, .. Secrets];

    public int Untold => Manifest.Untold + Hosts.Untold + State.Untold + Secrets.Untold;
}
