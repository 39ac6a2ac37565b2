using System.Net;

namespace Auth.Audit;

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
