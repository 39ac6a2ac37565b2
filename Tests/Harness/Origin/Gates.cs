using System.Collections.Concurrent;

namespace Origin;

/// <summary>Lets one request wait until another says so, in place of a guess at how long something takes.</summary>
internal static class Gates
{
    private static readonly ConcurrentDictionary<string, TaskCompletionSource> ByKey = new(StringComparer.Ordinal);

    public static void Open(string key) => Gate(key).TrySetResult();

    public static Task PassAsync(string key, CancellationToken cancellationToken) => Gate(key).Task.WaitAsync(cancellationToken);

    private static TaskCompletionSource Gate(string key) =>
        ByKey.GetOrAdd(key, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
