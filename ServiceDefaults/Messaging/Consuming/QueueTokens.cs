namespace ServiceDefaults.Messaging.Consuming;

/// <summary>When to stop.</summary>
/// <param name="Ending">The service stops, or the session is lost: nothing new is begun, nothing waited for.</param>
/// <param name="Abort">The time to stop in is over: what runs is broken off.</param>
internal readonly record struct QueueTokens(CancellationToken Ending, CancellationToken Abort);
