namespace Hosting.Setup.Images;

/// <summary>A reference as Aspire writes it: <c>registry/repository:tag</c>, such as <c>docker.io/library/mysql:9.7</c>, or with a digest.</summary>
/// <param name="Tag">Null if there is none or a digest stands in its place: no offline image could match that.</param>
internal sealed record ImageReference(string Text, string Repository, string? Tag)
{
    /// <summary>The first two numbers of the tag, or null if it has none: 9.7 of <c>9.7.4-debian</c>.</summary>
    public Version? Release => Tag is null ? null : ReleaseOf(Tag);

    public static ImageReference Parse(string reference)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reference);
        if (reference.IndexOf('@', StringComparison.Ordinal) is >= 0 and var digest)
        {
            return Parse(reference[..digest]) with { Text = reference, Tag = null };
        }

        // A colon before the last slash is the port of a registry.
        var colon = reference.LastIndexOf(':');
        return colon > reference.LastIndexOf('/')
            ? new ImageReference(reference, reference[..colon], reference[(colon + 1)..])
            : new ImageReference(reference, reference, Tag: null);
    }

    /// <summary>Of a tag or a Debian version: 9.7 of <c>9.7.4-2</c> and of <c>1:9.7.4+dfsg-1</c>.</summary>
    public static Version? ReleaseOf(string version)
    {
        var upstream = version[(version.IndexOf(':', StringComparison.Ordinal) + 1)..];
        var numbers = upstream.Split('-', '+', '~')[0].Split('.').Take(2).ToArray();
        return numbers.Length == 2 && Version.TryParse(string.Join('.', numbers), out var release) ? release : null;
    }

    public override string ToString() => Text;
}
