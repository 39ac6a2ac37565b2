namespace Hosting.Setup.Processes;

internal static class Executables
{
    /// <summary>The first executable of that name on the PATH, or null. Daemons stand in sbin, which users often lack.</summary>
    public static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Append("/usr/sbin")
        .Select(folder => Path.Combine(folder, name))
        .FirstOrDefault(File.Exists);

    /// <summary>Changes when the file is replaced; cheap.</summary>
    public static string Fingerprint(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? $"{path} {file.Length} {file.LastWriteTimeUtc.Ticks}" : path + " absent";
    }
}
