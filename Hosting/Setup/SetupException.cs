namespace Hosting.Setup;

/// <summary>Something is missing and could not be brought. The message says what, why, and how a person can bring it.</summary>
public sealed class SetupException : Exception
{
    /// <param name="missing">What is missing, as a sentence without its full stop.</param>
    /// <param name="reason">Why it could not be brought: the tool's own words where there are any.</param>
    /// <param name="commands">What a person can type to bring it.</param>
    internal SetupException(string missing, string reason, params IReadOnlyCollection<string> commands)
        : base(Compose(missing, reason, commands))
    {
    }

    private SetupException(string message, Exception inner) : base(message, inner)
    {
    }

    /// <summary>Everything that is missing at once, so that nobody repairs one thing to be told of the next.</summary>
    internal static SetupException Of(IReadOnlyCollection<SetupException> faults) => faults.Count == 1
        ? faults.First()
        : new SetupException(string.Join(System.Environment.NewLine, faults.Select(fault => fault.Message)), new AggregateException(faults));

    private static string Compose(string missing, string reason, IReadOnlyCollection<string> commands)
    {
        var text = $"{missing}: {reason.Trim().TrimEnd('.')}.";
        return commands.Count == 0
            ? text
            : string.Join(System.Environment.NewLine, [text, "To bring it by hand:", .. commands.Select(command => "  " + command)]);
    }
}
