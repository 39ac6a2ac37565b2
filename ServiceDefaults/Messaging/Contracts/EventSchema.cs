using System.Reflection;

namespace ServiceDefaults.Messaging.Contracts;

/// <summary>What an <see cref="EventAttribute"/> says, checked.</summary>
internal sealed record EventSchema(string Type, int Version, int OldestVersion)
{
    private const int MaxTypeLength = 100;

    /// <exception cref="InvalidOperationException">The record lacks the attribute, or what it says is wrong.</exception>
    public static EventSchema Of(Type record)
    {
        var attribute = record.GetCustomAttribute<EventAttribute>()
            ?? throw new InvalidOperationException($"{record} is no event: it needs [Event(\"some.name\")].");
        var oldest = attribute.ReadsFrom == 0 ? attribute.Version : attribute.ReadsFrom;
        if (!IsName(attribute.Type) || attribute.Version < 1 || oldest < 1 || oldest > attribute.Version)
        {
            throw new InvalidOperationException(
                $"The [Event] of {record} is wrong: the type is 1 to {MaxTypeLength} of a-z, 0-9, '.', '_' and '-', " +
                "and 1 <= ReadsFrom <= Version.");
        }

        return new(attribute.Type, attribute.Version, oldest);
    }

    public bool CanRead(int version) => version >= OldestVersion && version <= Version;

    // No '*' and '#': it is a routing key too.
    private static bool IsName(string type) =>
        type.Length is > 0 and <= MaxTypeLength && type.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '_' or '-');
}
