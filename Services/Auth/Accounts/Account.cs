namespace Auth.Accounts;

/// <summary>An account as its owner and administrators may see it: the password hash never leaves this service.</summary>
internal sealed record Account(
    Guid Id, string Email, bool EmailConfirmed, IReadOnlyList<string> Roles, DateTimeOffset CreatedAt)
{
    public static Account New(string email, TimeProvider clock)
    {
        var now = clock.GetUtcNow();

        // To the microsecond, which is what DATETIME(6) keeps: the answer to a registration equals the read-back.
        var createdAt = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));

        // Version 7 starts with the time, so new rows come at the end of the primary key.
        return new Account(Guid.CreateVersion7(now), email, EmailConfirmed: false, Roles: [], createdAt);
    }
}
