namespace Hosting.Setup;

/// <summary>
/// Where this user's DCP, dashboard and docker client are kept. Everything is made in a work folder beside its target and
/// renamed when whole: what has its final name is complete.
/// </summary>
internal static class CacheDirectory
{
    private const string WorkPrefix = "work-";

    public static string Root { get; } = Path.Combine(
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache
            ? cache
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
        "aspire-hosting");

    public static string At(params string[] names) => Path.Combine([Root, .. names]);

    /// <summary>A new folder of mode 0700, on the same file system as the targets.</summary>
    public static WorkFolder CreateWork()
    {
        var path = At(WorkPrefix + Guid.NewGuid().ToString("N")[..8]);
        Create(path);
        return new WorkFolder(path);
    }

    /// <summary>Renames <paramref name="work"/> to <paramref name="target"/>.</summary>
    public static void Publish(string work, string target)
    {
        Create(Path.GetDirectoryName(target)!);
        if (Directory.Exists(target))
        {
            Directory.Delete(target, recursive: true);
        }

        Directory.Move(work, target);
    }

    /// <summary>Work folders whose maker was killed. To be called under the lock, when there is no other maker.</summary>
    public static void RemoveLeftovers()
    {
        if (!Directory.Exists(Root))
        {
            return;
        }

        foreach (var folder in Directory.EnumerateDirectories(Root, WorkPrefix + "*"))
        {
            new WorkFolder(folder).Dispose();
        }
    }

    private static void Create(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
