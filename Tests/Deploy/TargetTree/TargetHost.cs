using Deploy.Rendering;

namespace Deploy.Tests.TargetTree;

/// <summary>A host of a <see cref="Site"/>, and the files that are put over the tree before it boots.</summary>
/// <param name="Address">Private IPv4 address; 10.0.0.5 has the IPv6 address fd00::10:0:0:5 too.</param>
internal sealed record TargetHost(string Name, string Address)
{
    private readonly List<HostFile> _files = [];

    /// <summary>A shell script that runs in the host before it boots.</summary>
    public string? BeforeBoot { get; init; }

    /// <summary>A file beside those of recipes. What begins as a script is one.</summary>
    public TargetHost With(string path, string text)
    {
        _files.Add(new HostFile(path, text) { Mode = text.StartsWith("#!", StringComparison.Ordinal) ? HostFile.Program : HostFile.Readable });
        return this;
    }

    /// <summary>All files that recipes rendered for it, revealed.</summary>
    public TargetHost With(params IEnumerable<Rendered> rendered)
    {
        foreach (var recipe in rendered)
        {
            Assert.Empty(recipe.Refusals);
            _files.AddRange(recipe.Files);
        }

        return this;
    }

    public TargetHost With(IReadOnlyList<HostFile> files)
    {
        _files.AddRange(files);
        return this;
    }

    /// <summary>Writes what <c>site</c> reads about this host.</summary>
    public void Write(string folder)
    {
        foreach (var written in _files)
        {
            var file = Path.Combine(folder, Name, written.Path.TrimStart('/'));
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, written.Content.Reveal());
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(file, written.Mode);
            }
        }

        if (BeforeBoot is not null)
        {
            File.WriteAllText(Path.Combine(folder, Name + ".sh"), BeforeBoot);
        }
    }
}
