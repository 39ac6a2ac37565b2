using System.Reflection;
using Hosting.Run.Building;

namespace Aspire.Hosting.Testing;

/// <summary>
/// One run of an AppHost's <c>Main</c> on a thread of its own, stopped twice: when it calls Build, so that the test can change the
/// builder; and when it has built, because from there on the test starts and stops the application. Then the thread ends.
/// </summary>
internal sealed class EntryPointRun(Assembly assembly, string[] args) : IAsyncDisposable
{
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(60);
    private readonly TaskCompletionSource<DistributedApplicationBuilder> _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<DistributedApplication> _built = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<bool> _goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal async Task<DistributedApplicationBuilder> ReachBuildAsync(CancellationToken cancellationToken)
    {
        // Hooks flow by execution context, so that several AppHosts can be reached at once.
        new Thread(Main) { IsBackground = true, Name = $"{assembly.GetName().Name} entry point" }.Start();
        try
        {
            return await WithinAsync(_reached.Task, "did not call Build", cancellationToken);
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    internal Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken)
    {
        _goOn.TrySetResult(true);
        return WithinAsync(_built.Task, "did not build", cancellationToken);
    }

    /// <summary>Lets the AppHost end without having built; if it has built, ends the application.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_goOn.TrySetResult(false) && _built.Task.IsCompletedSuccessfully)
        {
            await (await _built.Task).DisposeAsync();
        }
    }

    private void Main()
    {
        try
        {
            AppHostOptions.CurrentHook = new AppHostHook(assembly, args, OnBuilding, OnBuilt);
            var main = assembly.EntryPoint ?? throw new DistributedApplicationException($"{assembly.GetName().Name} has no entry point.");
            main.Invoke(obj: null, BindingFlags.DoNotWrapExceptions, binder: null,
                main.GetParameters().Length == 0 ? null : [Array.Empty<string>()], culture: null);
            Fail(new DistributedApplicationException($"{assembly.GetName().Name} ended without calling Build."));
        }
        catch (HeldException)
        {
            // The way out of an AppHost whose application the test now holds, or does not want.
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
    }

    private void OnBuilding(DistributedApplicationBuilder builder)
    {
        _reached.TrySetResult(builder);
        if (!_goOn.Task.GetAwaiter().GetResult())
        {
            throw new HeldException();
        }
    }

    private void OnBuilt(DistributedApplication application)
    {
        _built.TrySetResult(application);
        throw new HeldException();
    }

    private void Fail(Exception exception)
    {
        _reached.TrySetException(exception);
        _built.TrySetException(exception);
    }

    private async Task<T> WithinAsync<T>(Task<T> task, string what, CancellationToken cancellationToken)
    {
        try
        {
            return await task.WaitAsync(Time, cancellationToken);
        }
        catch (TimeoutException exception)
        {
            throw new DistributedApplicationException($"{assembly.GetName().Name} {what} within {Time.TotalSeconds:0} s.", exception);
        }
    }

    private sealed class HeldException() : Exception("The test holds this application; it does not run by itself.");
}
