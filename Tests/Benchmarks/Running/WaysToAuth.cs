using Benchmarks.Measuring;
using Harness.Gateways;
using Harness.Peers;

namespace Benchmarks.Running;

/// <summary>One replica of Auth, and side by side before it: the gateway, the gateway without its cache, nginx and HAProxy.</summary>
internal sealed class WaysToAuth : IAsyncDisposable
{
    private readonly Stack<IAsyncDisposable> _opened = new();

    private WaysToAuth(Uri auth) => Direct = new Way("direct", auth) { IsDirect = true };

    public Way Direct { get; }

    public Way Gateway { get; private set; } = null!;

    /// <summary>The gateway with output caching off, so that every request goes to the upstream.</summary>
    public Way Proxy { get; private set; } = null!;

    public Way Nginx { get; private set; } = null!;

    public Way HAProxy { get; private set; } = null!;

    public static async Task<WaysToAuth> OpenAsync(Uri auth)
    {
        var ways = new WaysToAuth(auth);
        try
        {
            ways.Gateway = await ways.GatewayAsync("our gateway, its cache on", auth, cache: true);
            ways.Proxy = await ways.GatewayAsync("our gateway", auth, cache: false);
            ways.Nginx = new Way("nginx", ways.Keep(await ReverseProxy.NginxAsync(auth)).Address);
            ways.HAProxy = new Way("HAProxy", ways.Keep(await ReverseProxy.HAProxyAsync(auth)).Address);
            return ways;
        }
        catch
        {
            await ways.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (_opened.TryPop(out var opened))
        {
            await opened.DisposeAsync();
        }
    }

    private async Task<Way> GatewayAsync(string name, Uri auth, bool cache)
    {
        var allocations = new Allocations();
        var gateway = Keep(await GatewayProcess.StartAsync(
            GatewayUnderLoad.Settings(auth).Set("Gateway:Cache:Enabled", cache ? "true" : "false").SetAll(allocations.Environment)));
        return new Way(name, gateway.Address) { Allocations = allocations };
    }

    private T Keep<T>(T opened)
        where T : IAsyncDisposable
    {
        _opened.Push(opened);
        return opened;
    }
}
