namespace Auth.Tests;

/// <summary>Stands still until a test moves it. It starts with the real time, for what has a clock of its own.</summary>
internal sealed class SettableClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = DateTimeOffset.UtcNow;

    public override DateTimeOffset GetUtcNow() => Now;
}
