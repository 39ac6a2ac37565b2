using Auth.Sessions;

namespace Auth.Accounts;

/// <summary>What came in to change a password with: anything may be missing or wrong.</summary>
internal sealed record ChangePasswordRequest(string? CurrentPassword, string? NewPassword)
{
    /// <summary>Gives the new password as it is hashed, or null and every fault, by the name of the JSON property.</summary>
    public (string? Password, Dictionary<string, string[]> Faults) Check(string email)
    {
        var faults = new Dictionary<string, string[]>(StringComparer.Ordinal);
        RequestText.Check(faults, "currentPassword", CurrentPassword);

        var (password, fault) = Passwords.NewPassword.Check(NewPassword, email);
        if (fault is not null)
        {
            faults["newPassword"] = [fault];
        }

        return (faults.Count == 0 ? password : null, faults);
    }

    public override string ToString() => "***";
}

/// <summary>What came in to delete an account with.</summary>
internal sealed record DeletionRequest(string? Password)
{
    /// <summary>Gives every fault, by the name of the JSON property.</summary>
    public Dictionary<string, string[]> Faults()
    {
        var faults = new Dictionary<string, string[]>(StringComparer.Ordinal);
        RequestText.Check(faults, "password", Password);
        return faults;
    }

    public override string ToString() => "***";
}
