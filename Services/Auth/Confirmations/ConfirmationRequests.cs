using Auth.Accounts;
using Auth.Sessions;

namespace Auth.Confirmations;

/// <summary>What came in to confirm an address with: anything may be missing or wrong.</summary>
internal sealed record ConfirmEmailRequest(string? Token)
{
    /// <summary>Gives every fault, by the name of the JSON property.</summary>
    public Dictionary<string, string[]> Faults()
    {
        var faults = new Dictionary<string, string[]>(StringComparer.Ordinal);
        RequestText.Check(faults, "token", Token);
        return faults;
    }

    public override string ToString() => "***";
}

internal sealed record ForgotPasswordRequest(string? Email)
{
    /// <summary>The address in its normal form, or null and the fault: what can't be an address tells nothing about accounts.</summary>
    public (string? Email, Dictionary<string, string[]> Faults) Check()
    {
        var email = EmailAddress.Normalise(Email);
        return (email, email is not null ? [] : new(StringComparer.Ordinal) { ["email"] = ["Must be an e-mail address."] });
    }
}

internal sealed record ResetPasswordRequest(string? Token, string? NewPassword)
{
    public override string ToString() => "***";
}
