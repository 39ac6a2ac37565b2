using System.Globalization;

namespace Deploy.Placement;

/// <summary>Whether what is placed on a host fits into its memory. It is checked and not scheduled: nothing moves because of it.</summary>
internal static class CapacityRules
{
    /// <summary>For the kernel, systemd, the proxies and what else Debian runs.</summary>
    public const long Reserved = 512L << 20;

    /// <summary>Of the dashboard, which keeps its telemetry in memory.</summary>
    public const long Dashboard = 1L << 30;

    private const long DefaultOfServices = 512L << 20;
    private const long DefaultOfServers = 1L << 30;

    public static void Fits(Placing placing)
    {
        foreach (var host in placing.File.Hosts.Where(host => host.Value.Value.Memory.IsStated))
        {
            var name = host.Name.Value;
            var memory = host.Value.Value.Memory;
            var parts = placing.Placed.On(name).Select(instance => (instance.Resource.Name, Bytes: MemoryOf(instance.Resource))).ToList();
            parts.AddRange(placing.File.Telemetry.IsStated && placing.File.Telemetry.Value.On.Value == name ? [("the dashboard", Dashboard)] : []);
            var needed = parts.Sum(part => part.Bytes) + Reserved;
            if (needed > memory.Value && parts.Count > 0)
            {
                var largest = parts.MaxBy(part => part.Bytes);
                placing.Faults.Add(
                    memory.Path,
                    memory.At,
                    $"memory: '{name}' has {Text(memory.Value)}, and what is placed there may take {Text(needed)}: the system {Text(Reserved)}, {string.Join(", ", parts.Take(10).Select(part => $"{part.Name} {Text(part.Bytes)}"))}{(parts.Count > 10 ? $" and {parts.Count - 10} more" : "")}.",
                    $"Place '{largest.Name}' on another host, or state less memory for it.");
            }
        }
    }

    /// <summary>In bytes: the limit of each instance, stated or ours.</summary>
    public static long MemoryOf(PlacedResource resource) =>
        resource.Block is { Memory.IsStated: true } ? resource.Block.Memory.Value : Engines.HasRecipe(resource.Engine) ? DefaultOfServers : DefaultOfServices;

    private static string Text(long bytes) => bytes % (1L << 30) == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes >> 30}G")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes >> 20}M");
}
