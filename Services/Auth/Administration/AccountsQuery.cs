using Auth.Accounts;

namespace Auth.Administration;

/// <summary>The query string of a list of accounts: anything may be missing or wrong.</summary>
/// <param name="Search">How the e-mail address starts.</param>
/// <param name="After">The <c>next</c> of the page before.</param>
internal sealed record AccountsQuery(string? Search = null, string? After = null, int Limit = PageSize.Default)
{
    private const int MaxLength = 254;

    /// <summary>Gives prefix and start in the form in which addresses are stored, or every fault, by parameter.</summary>
    public (string Prefix, string After, Dictionary<string, string[]> Faults) Check()
    {
        var faults = PageSize.Fault(Limit) ?? new(StringComparer.Ordinal);
        var prefix = UnicodeText.Nfkc(Search ?? string.Empty)?.Trim().ToLowerInvariant();
        if (prefix is not { Length: <= MaxLength })
        {
            faults["search"] = [$"Must have at most {MaxLength} characters."];
        }

        var after = AccountsReader.After(After);
        if (after is null)
        {
            faults["after"] = ["Must be what the page before gave as next."];
        }

        // A whole address is looked for as it is stored, its domain in ASCII.
        return (EmailAddress.Normalise(prefix) ?? prefix ?? string.Empty, after ?? string.Empty, faults);
    }
}
