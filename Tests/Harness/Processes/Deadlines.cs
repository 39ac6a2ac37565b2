namespace Harness.Processes;

/// <summary>How long to wait before failing instead. None is a measure of speed: a healthy run needs a fraction of each.</summary>
public static class Deadlines
{
    /// <summary>For a process to serve, on a machine that is busy with others.</summary>
    public static readonly TimeSpan Start = TimeSpan.FromSeconds(60);

    /// <summary>From SIGTERM to the end of the process; what is left then is killed.</summary>
    public static readonly TimeSpan Stop = TimeSpan.FromSeconds(15);

    /// <summary>For one answer, or for something that was caused to be seen.</summary>
    public static readonly TimeSpan Answer = TimeSpan.FromSeconds(20);

    /// <summary>Returns when the condition holds; asks ten times a second.</summary>
    /// <exception cref="TimeoutException">It did not, in the time of <see cref="Answer"/>.</exception>
    public static async Task HoldsAsync(string what, Func<Task<bool>> condition)
    {
        using var deadline = new CancellationTokenSource(Answer);
        while (!await condition())
        {
            try
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), deadline.Token);
            }
            catch (OperationCanceledException exception)
            {
                throw new TimeoutException($"It did not happen within {Answer.TotalSeconds} s: {what}", exception);
            }
        }
    }
}
