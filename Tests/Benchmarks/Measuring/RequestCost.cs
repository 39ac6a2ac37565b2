using Benchmarks.Running;

namespace Benchmarks.Measuring;

/// <summary>What one request costs that which stands between client and upstream.</summary>
/// <param name="Cpu">In user mode and in the kernel.</param>
/// <param name="NewConnections">To the upstream.</param>
/// <param name="AllocatedBytes">Of .NET's heap; null where there is none.</param>
internal sealed record RequestCost(TimeSpan Cpu, double NewConnections, double? AllocatedBytes)
{
    /// <param name="send">Sends that many requests.</param>
    public static async Task<RequestCost> CountAsync(Way way, Uri upstream, int requests, Func<Task> send)
    {
        var processes = ServerProcesses.At(way.Address);
        var (cpu, connections, allocated) = (processes.Cpu, TcpSocket.ClientsOf(upstream), await AllocatedAsync(way));
        await send();
        return new(
            (processes.Cpu - cpu) / requests,
            (double)TcpSocket.ClientsOf(upstream).Except(connections).Count() / requests,
            (double?)(await AllocatedAsync(way) - allocated) / requests);
    }

    private static async Task<long?> AllocatedAsync(Way way) => way.Allocations is null ? null : await way.Allocations.ReadAsync();
}
