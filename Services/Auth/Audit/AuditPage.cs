namespace Auth.Audit;

/// <summary>Newest first.</summary>
/// <param name="Next">What to give as <c>before</c> for the next page; null on the last.</param>
internal sealed record AuditPage(IReadOnlyList<AuditEntry> Events, long? Next);
