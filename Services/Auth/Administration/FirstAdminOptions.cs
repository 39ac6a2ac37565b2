using Auth.Accounts;

namespace Auth.Administration;

/// <summary>The section <c>FirstAdmin</c>: both or neither. Of use until there is an administrator.</summary>
internal sealed class FirstAdminOptions
{
    public const string Rule = "FirstAdmin:Email and FirstAdmin:Password must both be set, as for a registration (password of " +
        "12 to 128 characters, not easy to guess), or neither.";

    public string? Email { get; init; }

    public string? Password { get; init; }

    /// <summary>Null if nothing is configured, or it is not valid.</summary>
    public Registration? Registration => Accounts.Registration.Check(new RegisterRequest(Email, Password)).Registration;

    public bool IsValid => Registration is not null || (string.IsNullOrEmpty(Email) && string.IsNullOrEmpty(Password));
}
