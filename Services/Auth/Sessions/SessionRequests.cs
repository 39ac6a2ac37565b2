using System.Security.Cryptography;
using System.Text;
using Auth.Accounts;

namespace Auth.Sessions;

/// <summary>What came in to sign in with: anything may be missing or wrong.</summary>
internal sealed record LoginRequest(string? Email, string? Password)
{
    /// <summary>Gives every fault, by the name of the JSON property. An address that is none is no fault, but nobody's.</summary>
    public Dictionary<string, string[]> Faults()
    {
        var faults = new Dictionary<string, string[]>(StringComparer.Ordinal);
        RequestText.Check(faults, "email", Email);
        RequestText.Check(faults, "password", Password);
        return faults;
    }

    /// <summary>
    /// The address in its normal form. What has none gets a form that no account has, of its own: so it goes the same way
    /// as any address that is not registered.
    /// </summary>
    public string AddressToFind() =>
        EmailAddress.Normalise(Email) ?? "none " + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Email!)));

    /// <summary>As registration normalises it. What cannot be normalised was never registered, and matches nothing.</summary>
    public string PasswordToCheck() => UnicodeText.Nfkc(Password) ?? Password!;

    public override string ToString() => "***";
}

/// <summary>What came in to refresh, or to end, a session with.</summary>
internal sealed record SessionRequest(string? RefreshToken)
{
    /// <summary>Gives every fault, by the name of the JSON property.</summary>
    public Dictionary<string, string[]> Faults()
    {
        var faults = new Dictionary<string, string[]>(StringComparer.Ordinal);
        RequestText.Check(faults, "refreshToken", RefreshToken);
        return faults;
    }

    public override string ToString() => "***";
}

internal static class RequestText
{
    // What is hashed or normalised for a stranger is short. No valid input comes near this.
    private const int MaxLength = 1024;

    public static void Check(Dictionary<string, string[]> faults, string name, string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            faults[name] = ["Is required."];
        }
        else if (text.Length > MaxLength)
        {
            faults[name] = [$"Must have at most {MaxLength} characters."];
        }
    }
}
