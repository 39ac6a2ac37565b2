namespace Auth.Accounts;

/// <summary>What a sign-in needs to know of an account.</summary>
internal sealed record SignInAccount(Guid Id, string PasswordHash, string[] Roles);
