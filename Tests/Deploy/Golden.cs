using System.Reflection;

namespace Deploy.Tests;

/// <summary>Cases are folders under Cases/: what is read, and whole what must come of it. UPDATE_GOLDEN=1 rewrites the latter for review.</summary>
internal static class Golden
{
    private static readonly bool Rewrite = Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1";

    public static string RepositoryRoot => Metadata("RepositoryRoot");

    public static TheoryData<string> Names(string area) =>
        new(Directory.GetDirectories(Path.Combine(Metadata("Cases"), area)).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));

    public static string PathOf(params string[] parts) => Path.Combine([Metadata("Cases"), .. parts]);

    public static void Expect(string path, string actual)
    {
        if (Rewrite)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }

        Assert.True(File.Exists(path), $"There is no {path}; UPDATE_GOLDEN=1 writes it.");
        Assert.Equal(File.ReadAllText(path), actual);
    }

    /// <summary>The folder holds these files, whole, and no others.</summary>
    /// <param name="actual">Texts by file name.</param>
    public static void ExpectFolder(string folder, IReadOnlyDictionary<string, string> actual)
    {
        if (Rewrite)
        {
            Directory.CreateDirectory(folder);
            foreach (var stale in Directory.GetFiles(folder).Where(path => !actual.ContainsKey(Path.GetFileName(path))))
            {
                File.Delete(stale);
            }
        }

        foreach (var (name, text) in actual)
        {
            Expect(Path.Combine(folder, name), text);
        }

        Assert.Equal(actual.Keys.Order(StringComparer.Ordinal), Directory.GetFiles(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
    }

    private static string Metadata(string key) =>
        typeof(Golden).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(each => each.Key == key).Value!;
}
