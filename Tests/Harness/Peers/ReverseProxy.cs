using Harness.Processes;

namespace Harness.Peers;

/// <summary>nginx or HAProxy in front of an upstream, with the upstream connections kept alive, as the gateway does it.</summary>
public sealed class ReverseProxy : IAsyncDisposable
{
    private readonly ChildProcess _process;
    private readonly DirectoryInfo _folder;

    private ReverseProxy(ChildProcess process, DirectoryInfo folder, Uri address) =>
        (_process, _folder, Address) = (process, folder, address);

    public Uri Address { get; }

    public string Output => _process.Output;

    public static Task<ReverseProxy> NginxAsync(Uri upstream) => StartAsync(
        "nginx", "usr/sbin/nginx", (port, folder) => NginxConfiguration.For(port, upstream, folder),
        folder => ["-p", folder, "-e", "stderr", "-c", Path.Combine(folder, "configuration")]);

    public static Task<ReverseProxy> HAProxyAsync(Uri upstream) => StartAsync(
        "haproxy", "usr/sbin/haproxy", (port, _) => HAProxyConfiguration.For(port, upstream),
        folder => ["-db", "-f", Path.Combine(folder, "configuration")]);

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static async Task<ReverseProxy> StartAsync(
        string package, string program, Func<int, string, string> configuration, Func<string, IEnumerable<string>> arguments)
    {
        var (port, folder) = (FreePort.Next(), Directory.CreateTempSubdirectory(package + "-"));
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "configuration"), configuration(port, folder.FullName));
        var process = await DebianPeers.StartAsync(package, program, arguments(folder.FullName));
        var proxy = new ReverseProxy(process, folder, new Uri($"http://127.0.0.1:{port}"));
        try
        {
            await Deadlines.HoldsAsync($"{package} accepts connections", () => proxy.AcceptsAsync());
            return proxy;
        }
        catch
        {
            await proxy.DisposeAsync();
            throw;
        }
    }

    private Task<bool> AcceptsAsync() => _process.HasEnded
        ? throw new InvalidOperationException(Output)
        : TcpPort.AcceptsAsync(Address.Host, Address.Port);
}
