using Auth.Accounts;

namespace Auth.Administration;

/// <summary>In the order of their e-mail addresses.</summary>
/// <param name="Next">What to give as <c>after</c> for the next page; null on the last.</param>
internal sealed record AccountPage(IReadOnlyList<Account> Accounts, string? Next);
