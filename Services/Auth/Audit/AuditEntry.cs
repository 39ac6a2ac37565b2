namespace Auth.Audit;

/// <summary>An event as an administrator sees it.</summary>
/// <param name="AccountId">Null if nobody has the name that was tried.</param>
/// <param name="Client">The address that the request came from; null if none did, or the account was erased.</param>
internal sealed record AuditEntry(long Id, DateTimeOffset At, string Event, Guid? AccountId, string? Client, string? Details);
