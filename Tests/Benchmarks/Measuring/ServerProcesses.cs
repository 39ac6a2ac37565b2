using System.Globalization;

namespace Benchmarks.Measuring;

/// <summary>The processes that listen at an address (nginx has several), and what the kernel counts of them.</summary>
internal sealed class ServerProcesses
{
    /// <summary>USER_HZ of proc(5): 10 ms, on every Linux that .NET runs on.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    private readonly IReadOnlyList<string> _folders;

    private ServerProcesses(IReadOnlyList<string> folders) => _folders = folders;

    /// <summary>CPU time of all of them since their start, in user mode and in the kernel.</summary>
    public TimeSpan Cpu => _folders.Aggregate(TimeSpan.Zero, (sum, folder) => sum + CpuOf(folder));

    public static ServerProcesses At(Uri address)
    {
        var listeners = TcpSocket.All().Where(socket => socket.IsListening && socket.LocalPort == address.Port).Select(socket => socket.Link).ToHashSet();
        var folders = Directory.EnumerateDirectories("/proc").Where(folder => Links(folder).Any(listeners.Contains)).ToList();
        return folders.Count > 0 ? new(folders) : throw new InvalidOperationException($"Nobody listens at {address}.");
    }

    private static TimeSpan CpuOf(string folder)
    {
        // After the program's name, which stands in parentheses and may hold anything: state is field 3, utime 14, stime 15.
        var stat = File.ReadAllText(Path.Combine(folder, "stat"));
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return Tick * (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture));
    }

    /// <summary>What its file descriptors point to, such as <c>socket:[4711]</c>.</summary>
    private static IReadOnlyList<string> Links(string folder)
    {
        try
        {
            return [.. from file in Directory.EnumerateFiles(Path.Combine(folder, "fd")) select File.ResolveLinkTarget(file, returnFinalTarget: false)?.Name ?? ""];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Not a process, ended meanwhile, or another user's.
            return [];
        }
    }
}
