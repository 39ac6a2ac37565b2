using Auth.Passwords;

namespace Auth.Accounts;

/// <summary>What came in: anything may be missing or wrong.</summary>
internal sealed record RegisterRequest(string? Email, string? Password)
{
    public override string ToString() => "***";
}

/// <summary>What may be stored: checked, and the e-mail address in its one normal form.</summary>
internal sealed record Registration(string Email, string Password)
{
    /// <summary>Gives the registration, or null and every fault, by the name of the JSON property.</summary>
    public static (Registration? Registration, Dictionary<string, string[]> Faults) Check(RegisterRequest request)
    {
        var faults = new Dictionary<string, string[]>(StringComparer.Ordinal);

        var email = EmailAddress.Normalise(request.Email);
        if (email is null)
        {
            faults["email"] = ["Must be an e-mail address of at most 254 characters, such as name@example.org."];
        }

        var (password, fault) = NewPassword.Check(request.Password, email);
        if (fault is not null)
        {
            faults["password"] = [fault];
        }

        return (faults.Count == 0 ? new Registration(email!, password!) : null, faults);
    }

    public override string ToString() => "***";
}
