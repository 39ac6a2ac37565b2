using System.Net;

namespace Auth.Audit;

/// <summary>An event as an administrator sees it.</summary>
/// <param name="AccountId">Null if nobody has the name that was tried.</param>
/// <param name="Client">The address that the request came from; null if none did, or the account was erased.</param>
internal sealed record AuditEntry(long Id, DateTimeOffset At, string Event, Guid? AccountId, string? Client, string? Details);

/// <summary>Newest first.</summary>
/// <param name="Next">What to give as <c>before</c> for the next page; null on the last.</param>
internal sealed record AuditPage(IReadOnlyList<AuditEntry> Events, long? Next);

/// <summary>A row of <c>audit_events</c>, as Dapper reads it.</summary>
internal sealed record AuditRow(long Id, DateTime At, string Event, byte[]? AccountId, byte[]? Client, string? Details)
{
    public AuditEntry ToEntry() => new(
        Id,
        new DateTimeOffset(DateTime.SpecifyKind(At, DateTimeKind.Utc)),
        Event,
        AccountId is null ? null : new Guid(AccountId, bigEndian: true),
        Client is null ? null : new IPAddress(Client).ToString(),
        Details);
}
