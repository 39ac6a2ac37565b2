using Deploy.Faults;
using Deploy.Manifest.Json;

namespace Deploy.Manifest;

/// <summary>
/// Aspire's rule for names. It is checked here because a name becomes a unit, a folder, a user and a host name, and the manifest may
/// not be Aspire's.
/// </summary>
internal static class ResourceNames
{
    private const int MaxLength = 64;

    public static void Check(JsonMember member, string path, Declarations declared, FaultList faults)
    {
        if (!IsName(member.Name))
        {
            faults.Add(
                path, member.NameAt, $"'{member.Name}' is no name of a resource.",
                $"Take ASCII letters, digits and single hyphens between them, {MaxLength} at most, a letter first.");
        }

        if (declared.SpelledAs(member.Name) is { } other)
        {
            faults.Add(path, member.NameAt, $"'{member.Name}' and '{other}' differ in case only.", "Rename one of them.");
        }
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= MaxLength
        && char.IsAsciiLetter(name[0])
        && name[^1] is not '-'
        && !name.Contains("--", StringComparison.Ordinal)
        && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-');
}
