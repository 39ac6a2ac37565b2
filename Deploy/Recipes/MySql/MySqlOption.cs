using System.Text.RegularExpressions;
using Deploy.Rendering;

namespace Deploy.Recipes.MySql;

/// <summary>An option of mysqld that the manifest states.</summary>
internal static partial class MySqlOption
{
    // On these rests what the deployment promises: where the server is, who reaches it, and that no commit is lost.
    private static readonly string[] Decided =
    [
        "admin", "basedir", "bind", "binlog", "datadir", "defaults", "disable", "early", "enable", "enforce", "gtid", "init", "innodb-doublewrite",
        "innodb-flush", "log-bin", "maximum", "mysqlx",
        "pid", "plugin", "port", "read-only", "relay", "replica", "replicate", "report", "require", "rpl", "secure", "server", "skip", "slave", "socket",
        "source", "super", "sync", "user",
    ];

    public static string Line(string option) => option[2..].Replace("=", " = ", StringComparison.Ordinal) + "\n";

    public static IEnumerable<Refusal> Check(IReadOnlyList<string> options)
    {
        for (var i = 0; i < options.Count; i++)
        {
            if (!Form().IsMatch(options[i]))
            {
                yield return new Refusal($"args[{i}]", $"'{options[i]}' is no option of mysqld that can stand in a file.", "Write it as --name=value.");
            }
            else if (IsDecided(Name(options[i])))
            {
                yield return new Refusal($"args[{i}]", $"'{options[i]}' is decided by the deployment.", "Leave it out.");
            }
        }
    }

    // mysqld takes the beginning of a name for the whole.
    private static bool IsDecided(string name) =>
        Decided.Any(start => name.StartsWith(start, StringComparison.Ordinal) || start.StartsWith(name, StringComparison.Ordinal));

    // It takes an underscore for a hyphen, and loose- before a name; disable-, enable-, maximum- and skip- are decided.
    private static string Name(string option)
    {
        var name = option[2..].Split('=')[0].ToLowerInvariant().Replace('_', '-');
        return name.StartsWith("loose-", StringComparison.Ordinal) ? name[6..] : name;
    }

    [GeneratedRegex("^--[A-Za-z][A-Za-z0-9_-]*(=[A-Za-z0-9_.,:/+-]*)?\\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Form();
}
