namespace Auth.Accounts;

/// <summary>What came in: anything may be missing or wrong.</summary>
internal sealed record RegisterRequest(string? Email, string? Password);

/// <summary>What may be stored: checked, and the e-mail address in its one normal form.</summary>
internal sealed record Registration(string Email, string Password)
{
    // NIST SP 800-63B counts code points. The upper bound keeps the hash's input small.
    private const int MinPassword = 12;
    private const int MaxPassword = 128;

    /// <summary>Gives the registration, or null and every fault, by the name of the JSON property.</summary>
    public static (Registration? Registration, Dictionary<string, string[]> Faults) Check(RegisterRequest request)
    {
        var faults = new Dictionary<string, string[]>();

        var email = EmailAddress.Normalise(request.Email);
        if (email is null)
        {
            faults["email"] = ["Must be an e-mail address of at most 254 characters, such as name@example.org."];
        }

        var password = UnicodeText.Nfkc(request.Password);
        if (password?.EnumerateRunes().Count() is null or < MinPassword or > MaxPassword)
        {
            faults["password"] = [$"Must have {MinPassword} to {MaxPassword} characters."];
        }

        return (faults.Count == 0 ? new Registration(email!, password!) : null, faults);
    }
}
