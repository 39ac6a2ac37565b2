using Deploy.Expressions;
using Deploy.Manifest;
using Deploy.Placement;

namespace Deploy.Resolution;

/// <summary>Follows every value of a workload to its end and puts in its own credentials, once for all of its instances.</summary>
internal sealed class Preparation
{
    private const string ConnectionStrings = "ConnectionStrings__";

    private readonly ManifestDocument _manifest;
    private readonly PlacedSystem _placed;
    private readonly ServedBindings _served;
    private readonly Accounts _accounts;
    private readonly SystemFaults _faults;
    private readonly IReadOnlyList<(string Connection, string Prefix, string Resource)> _reads;

    public Preparation(ManifestDocument manifest, PlacedSystem placed, ServedBindings served, Accounts accounts, SystemFaults faults)
    {
        (_manifest, _placed, _served, _accounts, _faults) = (manifest, placed, served, accounts, faults);
        _reads =
        [
            .. placed.Resources.Where(resource => resource is { External: null, Block.Reads.IsStated: true })
                .Select(resource => (resource.Block!.Reads.Value, $"{Prefix(resource.Block.Reads.Value)}_", resource.Name)),
        ];
    }

    public PreparedWorkload Of(Workload workload)
    {
        var raw = workload.Environment.Select(each => (Name: each.Key, each.Value, Pieces: Pieces.Of(each.Value, _manifest))).ToList();
        var siblings = new Siblings(raw.Select(each => (each.Name, each.Pieces)));
        var variables = new List<Variable>();
        var leftOut = new List<LeftOut>();
        foreach (var (name, value, pieces) in raw)
        {
            if (Unserved(pieces) is { } unserved)
            {
                if (pieces.Count == 1 && _placed.Find(unserved.Resource) is not null)
                {
                    leftOut.Add(new LeftOut(workload.Name, name, unserved.Resource, unserved.Binding));
                    continue;
                }

                RefuseUnserved(value, unserved);
            }

            variables.Add(new Variable(name, Filled(workload, name, value, pieces, siblings), ReadsOf(name)));
        }

        var arguments = workload.Arguments.Select(argument => new Variable("", Filled(workload, "", argument, Pieces.Of(argument, _manifest), siblings), null)).ToList();
        foreach (var argument in workload.Arguments)
        {
            if (Unserved(Pieces.Of(argument, _manifest)) is { } unserved)
            {
                RefuseUnserved(argument, unserved);
            }
        }

        foreach (var (argument, _) in workload.Arguments.Zip(arguments).Where(each => each.Second.Pieces.Any(IsSecret)))
        {
            Refuse(argument, "It holds a secret, and arguments can be read by every user of a host.", "Hand it over in a variable.");
        }

        return new PreparedWorkload(workload.Name, variables, arguments, leftOut);
    }

    private IReadOnlyList<Piece> Filled(Workload workload, string name, Expression value, IReadOnlyList<Piece> pieces, Siblings siblings)
    {
        if (_accounts.ServersOf(pieces) is { Count: > 0 } candidates)
        {
            var server = candidates is [var only] ? only : siblings.Choose(name, pieces, candidates);
            if (server is null)
            {
                Refuse(value, $"It holds a password that is that of {string.Join(" and ", candidates.Select(each => $"'{each.Name}'"))} alike.", "Give each server a password parameter of its own.");
                return pieces;
            }

            var account = _accounts.Of(server, workload.Name);
            if (Credentials.Replace(pieces, server, account) is not { } replaced)
            {
                Refuse(value, $"It holds the password of '{server.Name}' in a form in which its user cannot be told.", "Write it as 'User ID=…;Password=…' or as 'scheme://user:password@host'.");
                return pieces;
            }

            pieces = replaced;
        }
        else if (siblings.UserOf(name, pieces, _accounts) is { } server)
        {
            pieces = [new CredentialPiece(_accounts.Of(server, workload.Name), IsUser: true, Encoded: false)];
        }

        foreach (var reached in Reached(pieces))
        {
            if (_accounts.Find(reached) is { } server)
            {
                _accounts.Note(server, workload.Name, Credentials.Databases(pieces));
            }

            if (_placed.Find(reached)?.External is { } external && external.Tls.Or(false))
            {
                if (ExternalTls.Apply(pieces) is not { } encrypted)
                {
                    Refuse(value, $"'{reached}' is external with tls: true, and how this value says so is not known.", "Write it as a connection string of MySQL or as an URI of AMQP, MySQL or MongoDB.");
                    continue;
                }

                pieces = encrypted;
            }
        }

        return pieces;
    }

    private BindingReference? Unserved(IReadOnlyList<Piece> pieces) => pieces.OfType<Hole>().Select(hole => hole.Reference).OfType<BindingReference>()
        .FirstOrDefault(reference => _placed.Find(reference.Resource) is null
            || (BindingProperties.IsAddress(reference.Property) && !_served.Contains(reference.Resource, reference.Binding)));

    private bool IsSecret(Piece piece) => piece is CredentialPiece { IsUser: false }
        || (piece is Hole { Reference: InputReference input } && _manifest.Find(input.Resource)!.Inputs[input.Input].Secret);

    private string? ReadsOf(string variable) =>
        _reads.FirstOrDefault(reads => variable == ConnectionStrings + reads.Connection || variable.StartsWith(reads.Prefix, StringComparison.Ordinal)).Resource;

    private static IEnumerable<string> Reached(IReadOnlyList<Piece> pieces) =>
        pieces.OfType<Hole>().Select(hole => hole.Reference).OfType<BindingReference>().Select(reference => reference.Resource).Distinct();

    /// <summary>As Aspire begins the variables that it gives beside a connection string: auth-reads is AUTH_READS.</summary>
    private static string Prefix(string connection) => string.Concat(connection.Select(letter => char.IsAsciiLetterOrDigit(letter) ? char.ToUpperInvariant(letter) : '_'));

    private void RefuseUnserved(Expression value, BindingReference unserved) => Refuse(
        value, $"It leads to {{{unserved}}}, and '{unserved.Resource}' is told no port for '{unserved.Binding}', or never runs.", "Refer to a binding that it listens on.");

    private void Refuse(Expression value, string what, string remedy) => _faults.Manifest.Add(value.Path, value.At, what, remedy);
}
