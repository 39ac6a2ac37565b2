using System.Reflection;

namespace Hosting.Run.Building;

/// <summary>Where an app host stands, and what was asked of it.</summary>
/// <param name="Args">Command line.</param>
/// <param name="Name">Name of the application.</param>
/// <param name="Directory">Folder of the AppHost project.</param>
/// <param name="ProjectFile">File name of the AppHost project.</param>
/// <param name="Assembly">The AppHost's assembly, to which its user secrets belong; null where there is none.</param>
internal sealed record AppHostOptions(string[] Args, string Name, string Directory, string ProjectFile, Assembly? Assembly)
{
    private static readonly AsyncLocal<AppHostHook?> Hook = new();

    /// <summary>Set while the testing builder runs an AppHost's entry point.</summary>
    internal static AppHostHook? CurrentHook
    {
        get => Hook.Value;
        set => Hook.Value = value;
    }

    internal static AppHostOptions For(string[] args)
    {
        var assembly = CurrentHook?.Assembly ?? Assembly.GetEntryAssembly();
        var name = assembly?.GetName().Name ?? "apphost";
        var metadata = (assembly?.GetCustomAttributes<AssemblyMetadataAttribute>() ?? [])
            .DistinctBy(attribute => attribute.Key).ToDictionary(attribute => attribute.Key, attribute => attribute.Value);

        return new AppHostOptions(
            [.. args, .. CurrentHook?.Args ?? []],
            name,
            metadata.GetValueOrDefault("AppHostProjectPath") ?? System.IO.Directory.GetCurrentDirectory(),
            metadata.GetValueOrDefault("AppHostProjectName") ?? name,
            assembly);
    }
}

/// <summary>How the testing builder takes part in the start of an AppHost that it did not write.</summary>
/// <param name="Assembly">The AppHost.</param>
/// <param name="Args">Arguments that come after the AppHost's own.</param>
/// <param name="Building">Called when the AppHost calls Build: it lets the test change the builder first.</param>
/// <param name="Built">Called with what was built, which the test will start in the AppHost's place.</param>
internal sealed record AppHostHook(
    Assembly Assembly,
    string[] Args,
    Action<DistributedApplicationBuilder> Building,
    Action<Aspire.Hosting.DistributedApplication> Built);
