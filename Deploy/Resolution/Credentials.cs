using System.Text.RegularExpressions;
using Deploy.Hosts.Values;

namespace Deploy.Resolution;

/// <summary>The place of an account's user or password in a value.</summary>
internal sealed record CredentialPiece(Account Account, bool IsUser, bool Encoded) : Piece;

/// <summary>
/// Finds the manifest's account of a server in a value, and puts in the service's own. It knows the two forms in which Aspire writes
/// one: <c>User ID=root;Password=…</c> and <c>amqp://guest:…@</c>.
/// </summary>
internal static partial class Credentials
{
    /// <param name="account">The service's for this server.</param>
    /// <returns>Null where the password stands in a form that is not known, so that its user cannot be told.</returns>
    public static IReadOnlyList<Piece>? Replace(IReadOnlyList<Piece> pieces, Server server, Account account)
    {
        var replaced = new List<Piece>();
        var users = 0;
        for (var index = 0; index < pieces.Count; index++)
        {
            switch (pieces[index])
            {
                case Hole hole when hole.Parameter is not null && hole.Parameter == server.PasswordParameter:
                    replaced.Add(new CredentialPiece(account, IsUser: false, hole.Encoded));
                    break;
                case Hole hole when hole.Parameter is not null && hole.Parameter == server.UserParameter:
                    users++;
                    replaced.Add(new CredentialPiece(account, IsUser: true, hole.Encoded));
                    break;
                case TextPiece text when server.User is { } user && Match(text.Text, user, IsPassword(pieces.ElementAtOrDefault(index + 1))) is { } found:
                    users++;
                    replaced.Add(new TextPiece(text.Text[..found.Index]));
                    replaced.Add(new CredentialPiece(account, IsUser: true, Encoded: found.InUri));
                    replaced.Add(new TextPiece(text.Text[(found.Index + user.Length)..]));
                    break;
                default:
                    replaced.Add(pieces[index]);
                    break;
            }
        }

        return users == 1 || pieces.Count == 1 ? replaced : null;

        bool IsPassword(Piece? piece) => piece is Hole { Parameter: { } parameter } && parameter == server.PasswordParameter;
    }

    /// <summary>The databases that a value names: <c>Database=auth</c>, or the path of an URI.</summary>
    public static IEnumerable<string> Databases(IReadOnlyList<Piece> pieces)
    {
        // A hole can be anything but what ends a name.
        var whole = string.Concat(pieces.Select(piece => piece is TextPiece text ? text.Text : "x"));
        return InKeys().Matches(whole).Concat(InUri().Matches(whole)).Select(match => match.Groups["name"].Value);
    }

    // The user's place in the text before the password, or in its keys.
    private static (int Index, bool InUri)? Match(string text, string user, bool isBeforePassword)
    {
        if (isBeforePassword && text.EndsWith($"//{user}:", StringComparison.Ordinal))
        {
            return (text.Length - user.Length - 1, true);
        }

        return UserKey().Matches(text).FirstOrDefault(match => match.Groups["user"].Value == user) is { } found ? (found.Groups["user"].Index, false) : null;
    }

    [GeneratedRegex("(^|;)\\s*(User ID|UserID|Uid|User|Username|User Name)\\s*=\\s*(?<user>[^;]*?)\\s*(;|$)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, Patterns.TimeoutMilliseconds)]
    private static partial Regex UserKey();

    [GeneratedRegex("(^|;)\\s*(Database|Initial Catalog)\\s*=\\s*(?<name>[^;]+?)\\s*(;|$)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, Patterns.TimeoutMilliseconds)]
    private static partial Regex InKeys();

    [GeneratedRegex("^(jdbc:)?(mysql|mongodb)://[^/]*/(?<name>[^/?]+)", RegexOptions.ExplicitCapture, Patterns.TimeoutMilliseconds)]
    private static partial Regex InUri();
}
