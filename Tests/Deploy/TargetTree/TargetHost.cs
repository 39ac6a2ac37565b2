namespace Deploy.Tests.TargetTree;

/// <summary>A host of a <see cref="Site"/>, and the files that are put over the tree before it boots.</summary>
/// <param name="Address">Private IPv4 address; 10.0.0.5 has the IPv6 address fd00::10:0:0:5 too.</param>
internal sealed record TargetHost(string Name, string Address)
{
    private static string Recipes => Path.Combine(DebianTree.RepositoryRoot, "Deploy", "Recipes");

    private const UnixFileMode Data = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Program = Data | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private readonly List<(string Path, string Text)> _files = [];

    /// <summary>A shell script that runs in the host before it boots.</summary>
    public string? BeforeBoot { get; init; }

    public TargetHost With(string path, string text)
    {
        _files.Add((path, text));
        return this;
    }

    /// <summary>All files of a recipe's example, which is for host a, with what is other on this one.</summary>
    public TargetHost WithRecipe(string recipe, params (string Example, string Here)[] changes)
    {
        var folder = Path.Combine(Recipes, recipe);
        var texts = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .ToDictionary(file => file, File.ReadAllText, StringComparer.Ordinal);
        foreach (var (example, here) in changes)
        {
            Assert.Contains(texts.Values, text => text.Contains(example, StringComparison.Ordinal));
            texts = texts.ToDictionary(file => file.Key, file => file.Value.Replace(example, here, StringComparison.Ordinal), StringComparer.Ordinal);
        }

        _files.AddRange(texts.Select(file => (Path.GetRelativePath(folder, file.Key), file.Value)));
        return this;
    }

    /// <summary>Writes what <c>site</c> reads about this host.</summary>
    public void Write(string folder)
    {
        foreach (var (path, text) in _files)
        {
            var file = Path.Combine(folder, Name, path.TrimStart('/'));
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
            if (!OperatingSystem.IsWindows())
            {
                // What begins as a script is one.
                File.SetUnixFileMode(file, text.StartsWith("#!", StringComparison.Ordinal) ? Program : Data);
            }
        }

        if (BeforeBoot is not null)
        {
            File.WriteAllText(Path.Combine(folder, Name + ".sh"), BeforeBoot);
        }
    }
}
