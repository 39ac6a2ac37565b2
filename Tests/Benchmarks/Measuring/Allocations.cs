using System.IO.MemoryMappedFiles;

namespace Benchmarks.Measuring;

/// <summary>
/// What another .NET process has allocated since its start. No interface gives that to an outsider without instrumenting what is to be
/// measured, so a <see cref="StartupHook"/> in the process writes it to a file, five times a second.
/// </summary>
internal sealed class Allocations : IDisposable
{
    private const string FileVariable = "BENCHMARKS_ALLOCATIONS_FILE";
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly string _file = Path.GetTempFileName();

    /// <summary>The variables that the process needs.</summary>
    public IReadOnlyDictionary<string, string?> Environment => new Dictionary<string, string?>
    {
        ["DOTNET_STARTUP_HOOKS"] = typeof(StartupHook).Assembly.Location,
        [FileVariable] = _file,
    };

    /// <returns>Bytes since the start of the process.</returns>
    public async Task<long> ReadAsync()
    {
        await Task.Delay(2 * Interval);
        using var file = Open(_file);
        using var value = file.CreateViewAccessor();
        return value.ReadInt64(0);
    }

    public void Dispose() => File.Delete(_file);

    internal static void WriteInThisProcess() => new Thread(WriteForever) { IsBackground = true, Name = nameof(Allocations) }.Start();

    private static void WriteForever()
    {
        using var file = Open(System.Environment.GetEnvironmentVariable(FileVariable)!);
        using var value = file.CreateViewAccessor();
        while (true)
        {
            value.Write(0, GC.GetTotalAllocatedBytes());
            Thread.Sleep(Interval);
        }
    }

    private static MemoryMappedFile Open(string file) => MemoryMappedFile.CreateFromFile(file, FileMode.Open, mapName: null, sizeof(long));
}
