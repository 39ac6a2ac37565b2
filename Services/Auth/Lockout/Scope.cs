namespace Auth.Lockout;

/// <summary>What a counter counts for. The numbers are stored, and their order is that of the limits in the SQL.</summary>
internal enum Scope
{
    /// <summary>One account from one client network.</summary>
    Pair = 1,

    Network = 2,

    Account = 3,
}
