using System.Security.Cryptography;
using Deploy.Manifest;

namespace Deploy.Secrets;

/// <summary>Makes values by the manifest's rules, from the operating system's source of randomness.</summary>
internal static class SecretGenerator
{
    // Aspire's characters: letters that are not mistaken for one another or for digits, and signs that need no quoting in a shell,
    // an URL or a connection string.
    public const string Lower = "abcdefghjkmnpqrstuvwxyz";
    public const string Upper = "ABCDEFGHJKMNPQRSTUVWXYZ";
    public const string Numeric = "0123456789";
    public const string Special = "-_.{}~()*+!";

    /// <summary>
    /// A value of exactly <see cref="GenerateRules.MinLength"/> characters, or of as many as the minima of its kinds ask for if they
    /// are more; of no kind that is not allowed.
    /// </summary>
    /// <exception cref="ArgumentException">No kind is allowed, or one that is not has a minimum; the manifest's reader refuses both.</exception>
    public static Secret Generate(GenerateRules rules)
    {
        (string Characters, bool Allowed, int Least)[] kinds =
        [
            (Lower, rules.Lower, rules.MinLower),
            (Upper, rules.Upper, rules.MinUpper),
            (Numeric, rules.Numeric, rules.MinNumeric),
            (Special, rules.Special, rules.MinSpecial),
        ];
        if (kinds.Any(kind => kind.Least < 0 || (kind.Least > 0 && !kind.Allowed)) || !kinds.Any(kind => kind.Allowed))
        {
            throw new ArgumentException("No value can satisfy these rules.", nameof(rules));
        }

        var any = string.Concat(kinds.Where(kind => kind.Allowed).Select(kind => kind.Characters));
        var characters = kinds.SelectMany(kind => RandomNumberGenerator.GetItems<char>(kind.Characters, kind.Least)).ToList();
        characters.AddRange(RandomNumberGenerator.GetItems<char>(any, Math.Max(1, rules.MinLength) is var length && length > characters.Count ? length - characters.Count : 0));

        // The minima came first, and must not be known by their place.
        var shuffled = characters.ToArray();
        RandomNumberGenerator.Shuffle(shuffled.AsSpan());
        return new Secret(new string(shuffled));
    }
}
