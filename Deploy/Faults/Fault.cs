namespace Deploy.Faults;

/// <summary>One thing wrong with what we were given, said so that its owner can put it right.</summary>
/// <param name="File">The file as its reader was told to call it.</param>
/// <param name="Path">
/// Where in the file, such as <c>resources.auth.bindings.http</c> or <c>args[0]</c>; empty for the file as a whole.
/// </param>
/// <param name="Line">From 1; 0 where no line can be named, as for an empty or missing file.</param>
/// <param name="Column">From 1, in UTF-16 units as editors count them; 0 where no column can be named.</param>
/// <param name="What">What is wrong: one sentence.</param>
/// <param name="Remedy">What could be done: one sentence.</param>
/// <param name="Type">The resource's type, where the resource is refused because of it.</param>
internal sealed record Fault(string File, string Path, int Line, int Column, string What, string Remedy, string? Type = null)
    : IComparable<Fault>
{
    /// <summary>By file, then from top to bottom; the same set of faults is always told in the same order.</summary>
    public int CompareTo(Fault? other)
    {
        if (other is null)
        {
            return 1;
        }

        var order = string.CompareOrdinal(File, other.File);
        order = order != 0 ? order : Line.CompareTo(other.Line);
        order = order != 0 ? order : Column.CompareTo(other.Column);
        order = order != 0 ? order : string.CompareOrdinal(Path, other.Path);
        return order != 0 ? order : string.CompareOrdinal(What, other.What);
    }

    /// <summary>The form that editors and CI turn into a link: <c>file:line:column: path: what remedy</c>.</summary>
    public override string ToString() =>
        $"{File}{(Line > 0 ? $":{Line}:{Column}" : "")}: {(Path.Length > 0 ? $"{Path}: " : "")}{What} {Remedy}";

    public static bool operator <(Fault left, Fault right) => left.CompareTo(right) < 0;

    public static bool operator >(Fault left, Fault right) => left.CompareTo(right) > 0;

    public static bool operator <=(Fault left, Fault right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Fault left, Fault right) => left.CompareTo(right) >= 0;
}
