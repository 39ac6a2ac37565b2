using Deploy.Expressions;

namespace Deploy.Resolution;

/// <summary>
/// The variables that Aspire gives together: AUTH_DB_HOST, AUTH_DB_USERNAME, AUTH_DB_PASSWORD. One tells what another is about, as
/// AUTH_DB_USERNAME is just the word root.
/// </summary>
internal sealed class Siblings(IEnumerable<(string Name, IReadOnlyList<Piece> Pieces)> variables)
{
    private static readonly string[] UserNames = ["USERNAME", "USER"];

    private readonly ILookup<string, IReadOnlyList<Piece>> _byPrefix = variables.ToLookup(each => PrefixOf(each.Name), each => each.Pieces, StringComparer.Ordinal);

    /// <summary>Of servers that share a password, the one that the value or its siblings lead to; null if that is not exactly one.</summary>
    public Server? Choose(string name, IReadOnlyList<Piece> pieces, IReadOnlyList<Server> candidates) =>
        Reached([pieces], candidates) is [var server] ? server : Reached(_byPrefix[PrefixOf(name)], candidates) is [var other] ? other : null;

    /// <summary>The server whose user a value is, if it is one: a text that says so by its name, beside that server's password or address.</summary>
    public Server? UserOf(string name, IReadOnlyList<Piece> pieces, Accounts accounts)
    {
        if (pieces is not [TextPiece text] || !UserNames.Contains(name[(name.LastIndexOf('_') + 1)..]))
        {
            return null;
        }

        var siblings = _byPrefix[PrefixOf(name)].ToList();
        var servers = Reached(siblings, accounts.Servers).ToList();
        return servers is [var server] && server.User == text.Text ? server : null;
    }

    private static List<Server> Reached(IEnumerable<IReadOnlyList<Piece>> values, IReadOnlyList<Server> candidates)
    {
        var reached = values.SelectMany(pieces => pieces.OfType<Hole>()).Select(hole => hole.Reference).OfType<BindingReference>()
            .Select(reference => reference.Resource).ToHashSet(StringComparer.Ordinal);
        return [.. candidates.Where(server => reached.Contains(server.Name))];
    }

    private static string PrefixOf(string name) => name.LastIndexOf('_') is > 0 and var end ? name[..end] : "";
}
