using System.Collections.Concurrent;

namespace Deploy.Rendering;

/// <summary>Programs that are the same on every host. They stand beside the recipe that brings them, and in the tool itself.</summary>
internal static class Script
{
    public static string PathOf(string name) => $"/usr/local/lib/deploy/{name}";

    private static readonly ConcurrentDictionary<string, HostFile> Known = new(StringComparer.Ordinal);

    public static HostFile Of(string name) => Known.GetOrAdd(name, Read);

    private static HostFile Read(string name)
    {
        using var stream = typeof(Script).Assembly.GetManifestResourceStream(name)
            ?? throw new ArgumentException($"There is no script {name}.", nameof(name));
        using var reader = new StreamReader(stream);
        return new HostFile(PathOf(name), reader.ReadToEnd()) { Mode = HostFile.Program };
    }
}
