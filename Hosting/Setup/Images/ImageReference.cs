namespace Hosting.Setup.Images;

/// <summary>A reference as Aspire writes it: <c>registry/repository:tag</c>, such as <c>docker.io/library/mysql:9.7</c>.</summary>
internal sealed record ImageReference(string Repository, string Tag)
{
    /// <summary>The last part of the repository: <c>mysql</c>.</summary>
    public string Name => Repository[(Repository.LastIndexOf('/') + 1)..];

    /// <summary>The first two numbers of the tag, or null if it has none: 9.7 of <c>9.7.4-debian</c>.</summary>
    public Version? Release => ReleaseOf(Tag);

    /// <exception cref="FormatException">No tag, or a digest: an offline image has none that could match.</exception>
    public static ImageReference Parse(string reference)
    {
        ArgumentException.ThrowIfNullOrEmpty(reference);
        var colon = reference.LastIndexOf(':');
        // A colon before the last slash is the port of a registry.
        return colon > reference.LastIndexOf('/') && colon < reference.Length - 1 && !reference.Contains('@', StringComparison.Ordinal)
            ? new ImageReference(reference[..colon], reference[(colon + 1)..])
            : throw new FormatException($"'{reference}' is not an image reference of the form repository:tag.");
    }

    /// <summary>Of a tag or a Debian version: 9.7 of <c>9.7.4-2</c> and of <c>1:9.7.4+dfsg-1</c>.</summary>
    public static Version? ReleaseOf(string version)
    {
        var upstream = version[(version.IndexOf(':', StringComparison.Ordinal) + 1)..];
        var numbers = upstream.Split('.', '-', '+', '~').Take(2).ToArray();
        return numbers.Length == 2 && Version.TryParse(string.Join('.', numbers), out var release) ? release : null;
    }

    public override string ToString() => $"{Repository}:{Tag}";
}
