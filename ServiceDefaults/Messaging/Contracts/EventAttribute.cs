namespace ServiceDefaults.Messaging.Contracts;

/// <summary>
/// Names the event that a record is written to or read from. The publisher and each consumer have records of their own; they meet
/// by this name and the version of the schema.
/// </summary>
/// <param name="type">CloudEvents' <c>type</c> and the routing key, such as <c>user.registered</c>; at most 100 characters of ASCII.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class EventAttribute(string type) : Attribute
{
    public string Type { get; } = type;

    /// <summary>
    /// Raised by a change that older readers cannot read. A new optional member is none: unknown members are skipped, and absent ones
    /// get their default.
    /// </summary>
    public int Version { get; init; } = 1;

    /// <summary>The oldest version that this record can still be read from; 0 means <see cref="Version"/> alone.</summary>
    public int ReadsFrom { get; init; }
}
