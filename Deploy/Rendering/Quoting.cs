using System.Text.Encodings.Web;
using System.Text.RegularExpressions;

namespace Deploy.Rendering;

/// <summary>How a value stands in the languages that files are written in, so that it is read as it was.</summary>
internal static partial class Quoting
{
    /// <summary>An argument in a unit's ExecStart=: neither a specifier nor a variable is read out of it.</summary>
    public static MaskedText UnitArgument(MaskedText value) => "\"" + value.Escape(text => text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal)
        .Replace("%", "%%", StringComparison.Ordinal)
        .Replace("$", "$$", StringComparison.Ordinal)) + "\"";

    /// <summary>A value in a file for EnvironmentFile=.</summary>
    public static MaskedText EnvironmentFile(MaskedText value) => MaskedText.Of($"\"{value.Escape(text => ShellSpecial().Replace(text, @"\$0"))}\"");

    /// <summary>A string of MySQL.</summary>
    public static MaskedText Sql(MaskedText value) => "'" + value.Escape(text => text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("'", "''", StringComparison.Ordinal)) + "'";

    /// <summary>A name of MySQL.</summary>
    public static string SqlName(string name) => $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";

    /// <summary>A string of JSON, or of JavaScript.</summary>
    public static MaskedText Json(MaskedText value) => "\"" + value.Escape(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode) + "\"";

    [GeneratedRegex("[\"\\\\`$]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ShellSpecial();
}
