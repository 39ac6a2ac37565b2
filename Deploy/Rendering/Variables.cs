using System.Buffers;
using System.Text.RegularExpressions;

namespace Deploy.Rendering;

/// <summary>Variables of an environment.</summary>
internal static partial class Variables
{
    // Control characters, but for tabs and new lines.
    private static readonly SearchValues<char> Refused =
        SearchValues.Create([.. Enumerable.Range(0, 0xA0).Select(letter => (char)letter).Where(letter => char.IsControl(letter) && letter is not ('\t' or '\n'))]);

    /// <summary>What the kernel and .NET take; systemd takes less (<see cref="SystemdTakes"/>).</summary>
    public static bool IsName(string name) => name.Length > 0 && !name.Contains('=') && name.All(letter => letter is > ' ' and < (char)127);

    public static bool SystemdTakes(string name, MaskedText value) => SystemdName().IsMatch(name) && !value.Reveal().AsSpan().ContainsAny(Refused);

    public static Refusal Refuse(string name) => new($"env.{name}", $"'{name}' cannot be the name of a variable.", "Take ASCII characters without blanks or =.");

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*\\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SystemdName();
}
