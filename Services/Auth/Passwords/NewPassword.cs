using Auth.Accounts;

namespace Auth.Passwords;

/// <summary>What somebody wants to have as a password, before it is one.</summary>
internal static class NewPassword
{
    // NIST SP 800-63B counts code points. The upper bound keeps the input of the hash small.
    private const int MinLength = 12;
    private const int MaxLength = 128;

    /// <summary>Gives the password in the form that is hashed, or null and what is wrong with it.</summary>
    /// <param name="email">The owner's, normalised; null if that is not known.</param>
    public static (string? Password, string? Fault) Check(string? text, string? email)
    {
        var password = UnicodeText.Nfkc(text);
        if (password?.EnumerateRunes().Count() is null or < MinLength or > MaxLength)
        {
            return (null, $"Must have {MinLength} to {MaxLength} characters.");
        }

        return CommonPasswords.IsEasyToGuess(password, email)
            ? (null, "Is easy to guess: made of common words, your address, or a simple pattern. A few unrelated words are better.")
            : (password, null);
    }
}
