using System.Runtime.InteropServices;

namespace Deploy.Manifest.References;

/// <summary>How deep a value is nested, and how many characters it has at least.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Extent(int Depth, long Length)
{
    /// <summary>Not measured yet: whoever meets it has come back to where it started.</summary>
    public static readonly Extent Open = new(-1, 0);
}
