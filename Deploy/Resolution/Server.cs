using Deploy.Manifest;
using Deploy.Placement;

namespace Deploy.Resolution;

/// <summary>
/// A database or broker whose one account in the manifest, root or guest, is replaced by an account for each service that refers to it.
/// </summary>
/// <param name="User">The manifest's, where it is a text; else null.</param>
/// <param name="UserParameter">The manifest's parameter for it; null where it is a text.</param>
/// <param name="PasswordParameter">The manifest's parameter for its password; null where it has none.</param>
internal sealed record Server(PlacedResource Resource, string? User, string? UserParameter, string? PasswordParameter)
{
    public string Name => Resource.Name;

    /// <returns>Null for what has no accounts that we make.</returns>
    public static Server? Of(PlacedResource resource, ManifestDocument manifest)
    {
        if (!Engines.HasRecipe(resource.Engine))
        {
            return null;
        }

        // As the images name them; MySQL's has a password only.
        var (user, password) = resource.Engine switch
        {
            Engine.MySql => (null, "MYSQL_ROOT_PASSWORD"),
            Engine.RabbitMQ => ("RABBITMQ_DEFAULT_USER", "RABBITMQ_DEFAULT_PASS"),
            _ => ((string?)"MONGO_INITDB_ROOT_USERNAME", "MONGO_INITDB_ROOT_PASSWORD"),
        };
        var userPieces = user is null ? [new TextPiece("root")] : Variable(user);
        return new Server(
            resource,
            userPieces is [TextPiece text] ? text.Text : null,
            userPieces is [Hole hole] ? hole.Parameter : null,
            Variable(password) is [Hole secret] ? secret.Parameter : null);

        IReadOnlyList<Piece> Variable(string name) =>
            resource.Workload.Environment.FirstOrDefault(each => each.Key == name) is { Value: { } value } ? Pieces.Of(value, manifest) : [];
    }
}
