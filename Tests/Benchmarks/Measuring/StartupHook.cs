using Benchmarks.Measuring;

/// <summary>
/// .NET calls this in a process that has DOTNET_STARTUP_HOOKS set to this assembly, before its Main. Name, place outside any namespace
/// and signature are prescribed.
/// </summary>
#pragma warning disable CA1050, MA0047
internal static class StartupHook
#pragma warning restore CA1050, MA0047
{
    public static void Initialize() => Allocations.WriteInThisProcess();
}
