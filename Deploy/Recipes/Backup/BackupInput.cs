using Deploy.Rendering;
using Deploy.Secrets;

namespace Deploy.Recipes.Backup;

/// <summary>The daily backup of one database, as the host that it is taken from has it.</summary>
/// <param name="Name">The resource's.</param>
/// <param name="From">Where the database is read: a replica if there is one.</param>
/// <param name="To">Where it is kept: a host in another failure domain.</param>
/// <param name="Port">On which that host takes it, for this resource alone.</param>
/// <param name="At">UTC.</param>
/// <param name="Keep">Days.</param>
/// <param name="Recipient">An age recipient. Who has its key reads the backups; no host has it.</param>
/// <param name="Token">What the sender shows to the keeper.</param>
internal sealed record BackupInput(
    string Name, BackupSource Source, Place From, Place To, int Port, TimeOnly At, int Keep, string Recipient, Secret Token);

/// <summary>How the database is read, by root of its host.</summary>
internal abstract record BackupSource;

/// <summary>A server of the MySql recipe.</summary>
internal sealed record MySqlSource : BackupSource;

/// <summary>A server of the MongoDB recipe.</summary>
/// <param name="Administrator">As in <see cref="MongoDB.MongoDbInput"/>.</param>
internal sealed record MongodSource(int Port, Secret Administrator) : BackupSource;
