namespace Auth.Sessions;

/// <summary>A session as its owner sees it.</summary>
/// <param name="LastUsedAt">When it was last refreshed, or else started.</param>
/// <param name="Current">Whether it is the one that asks.</param>
internal sealed record AccountSession(Guid Id, DateTimeOffset CreatedAt, DateTimeOffset LastUsedAt, bool Current);
