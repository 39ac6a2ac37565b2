using Aspire.Hosting;

namespace Hosting.Run.Dcp;

/// <summary>Every wait has one.</summary>
internal static class Deadline
{
    /// <param name="time">How long it may take.</param>
    /// <param name="who">Who is waited for, and what for: <c>DCP did not create …</c>.</param>
    /// <param name="action">What is done; it must heed its token.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="DistributedApplicationException">The time is over.</exception>
    internal static async Task WithinAsync(TimeSpan time, string who, Func<CancellationToken, Task> action, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(time);
        try
        {
            await action(deadline.Token);
        }
        catch (OperationCanceledException exception) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new DistributedApplicationException($"{who} within {time.TotalSeconds:0} s.", exception);
        }
    }
}
