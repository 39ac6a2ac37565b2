namespace Auth.Administration;

internal static class Roles
{
    /// <summary>May see all accounts and security events, and give and take roles.</summary>
    public const string Admin = "admin";

    public static readonly IReadOnlyList<string> All = [Admin];
}
