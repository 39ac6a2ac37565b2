using Deploy.Rendering;
using Deploy.Secrets;

namespace Deploy.Recipes.MongoDB;

/// <summary>A MongoDB server: a standalone one, for a resource on its host.</summary>
/// <param name="Name">The resource's.</param>
/// <param name="Memory">In bytes: what the server may take.</param>
/// <param name="Administrator">The password of the account that makes the others.</param>
internal sealed record MongoDbInput(
    string Name, Place Host, int Port, MongoDbEngine Engine, long Memory, Secret Administrator, IReadOnlyList<MongoDbAccount> Accounts);

/// <summary>What one service that refers to the server signs in with (authSource admin), and no other.</summary>
/// <param name="From">The hosts that the service runs on.</param>
/// <param name="Databases">Those that it may use, and all in them.</param>
internal sealed record MongoDbAccount(string User, Secret Password, IReadOnlyList<Place> From, IReadOnlyList<string> Databases);

/// <summary>What serves it, as hosts.yaml says by <c>engine:</c>.</summary>
internal enum MongoDbEngine
{
    Mongod,
    DocumentDb,
}
