using Deploy.Faults;
using Deploy.Hosts;
using Deploy.Placement;

namespace Deploy.Resolution;

/// <summary>Something that listens.</summary>
/// <param name="Name">Such as <c>auth/http</c>.</param>
/// <param name="Preferred">The port that it is known for; 0 if none.</param>
/// <param name="IsFixed">Whether it can listen on no other: a container's program is not told.</param>
internal sealed record PortClaim(string Name, IReadOnlyList<string> Hosts, int Preferred, bool IsFixed);

/// <summary>
/// Gives everything that listens a port, the same on all of its hosts and different from everybody else's of the deployment: so nothing
/// clashes, whatever moves next to what. A port once given is kept through the recorded state.
/// </summary>
internal sealed class PortTable
{
    /// <summary>Below the ports that a host connects out from (32768 to 60999), above those that are known for something.</summary>
    public const int First = 20_000;

    /// <summary>Inclusive.</summary>
    public const int Last = 32_767;

    private const int LastOutward = 60_999;

    // What a host or another recipe has them for: SSH, DNS, HTTP, NTP, HTTPS, WireGuard.
    private static readonly int[] Reserved = [22, 53, 80, 123, 443, WireGuard];

    public const int WireGuard = 51_820;

    private readonly Dictionary<string, int> _ports = new(StringComparer.Ordinal);
    private readonly Dictionary<int, List<PortClaim>> _taken = [];

    private PortTable()
    {
    }

    public IReadOnlyDictionary<string, int> Ports => _ports;

    public int Of(string resource, string what) => _ports[NameOf(resource, what)];

    public static string NameOf(string resource, string what) => $"{resource}/{what}";

    /// <param name="claims">In an order that is the same each time.</param>
    /// <param name="recorded">By the claims' names.</param>
    public static PortTable Allocate(IReadOnlyList<PortClaim> claims, IReadOnlyDictionary<string, int> recorded, HostsFile file, FaultList faults)
    {
        var table = new PortTable();
        var names = claims.Select(claim => claim.Name).ToHashSet(StringComparer.Ordinal);

        // What is no longer wanted may listen until it is stopped, which is the last thing that is done.
        var leaving = recorded.Where(each => !names.Contains(each.Key)).Select(each => each.Value).ToHashSet();
        var reserved = Reserved.Concat(file.Hosts.Select(host => host.Value.Value.Ssh.Value.Port)).ToHashSet();
        foreach (var claim in claims.Where(claim => claim.IsFixed))
        {
            table.TakeFixed(claim, reserved, file, faults);
        }

        var left = claims.Where(claim => !claim.IsFixed).ToList();
        foreach (var claim in left.Where(claim => recorded.TryGetValue(claim.Name, out var port) && table.IsFree(port, claim)))
        {
            table.Take(claim, recorded[claim.Name]);
        }

        var next = First;
        foreach (var claim in left.Where(claim => !table._ports.ContainsKey(claim.Name)))
        {
            bool IsUsable(int port) => !reserved.Contains(port) && !leaving.Contains(port) && !table._taken.ContainsKey(port);
            if (claim.Preferred is > 0 and (<= Last or > LastOutward) && IsUsable(claim.Preferred))
            {
                table.Take(claim, claim.Preferred);
                continue;
            }

            while (next <= Last && !IsUsable(next))
            {
                next++;
            }

            if (next > Last)
            {
                faults.Add("", Position.None, $"ports: there is none left for '{claim.Name}' between {First} and {Last}.", "Split the deployment.");
                table.Take(claim, Last);
                continue;
            }

            table.Take(claim, next++);
        }

        return table;
    }

    private void TakeFixed(PortClaim claim, HashSet<int> reserved, HostsFile file, FaultList faults)
    {
        var (path, at) = PlacementRules.PlaceOf(file, claim.Name.Split('/')[0]);
        if (_taken.GetValueOrDefault(claim.Preferred, []).FirstOrDefault(other => other.Hosts.Intersect(claim.Hosts).Any()) is { } other)
        {
            var host = other.Hosts.Intersect(claim.Hosts).First();
            faults.Add(
                path, at, $"ports: '{claim.Name}' and '{other.Name}' both listen on {claim.Preferred} of '{host}', and neither can be told another.",
                "Place them on different hosts (apartFrom).");
        }
        else if (reserved.Contains(claim.Preferred))
        {
            faults.Add(path, at, $"ports: '{claim.Name}' listens on {claim.Preferred}, which the hosts need themselves.", "Let its program listen on another port.");
        }

        Take(claim, claim.Preferred);
    }

    private bool IsFree(int port, PortClaim claim) =>
        !_taken.TryGetValue(port, out var others) || others.All(other => other.IsFixed && !other.Hosts.Intersect(claim.Hosts).Any());

    private void Take(PortClaim claim, int port)
    {
        _ports[claim.Name] = port;
        if (!_taken.TryAdd(port, [claim]))
        {
            _taken[port].Add(claim);
        }
    }
}
