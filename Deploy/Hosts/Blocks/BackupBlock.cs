using Deploy.Hosts.Shapes;
using Deploy.Hosts.Values;

namespace Deploy.Hosts.Blocks;

/// <summary>Backups of one database, taken from a replica if there is one.</summary>
/// <param name="To">A host in another failure domain than those that hold the data.</param>
/// <param name="At">UTC, every day.</param>
/// <param name="Keep">How many days.</param>
/// <param name="Recipient">Whose age key opens them. The hosts never have it.</param>
internal sealed record BackupBlock(Stated<string> To, Stated<TimeOnly> At, Stated<int> Keep, Stated<string> Recipient)
{
    public static readonly Block<BackupBlock> Shape = new("where backups go", $"{{ to: b, recipient: {Texts.AgeRecipient.Example} }}", keys => new(
        To: keys.Required("to", Names.Host, "The host that keeps them, in another failure domain than the data."),
        At: keys.Optional("at", Quantities.TimeOfDay, "When, every day, in UTC; 03:00 if not stated."),
        Keep: keys.Optional("keep", Quantities.Count("a number of days", 14, 1, 3650), "For how many days; 14 if not stated."),
        Recipient: keys.Required("recipient", Texts.AgeRecipient, "Whose age key opens them; the private half stays off the hosts.")));
}
