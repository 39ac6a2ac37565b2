using Microsoft.Extensions.DependencyInjection;
using MySqlConnector;

namespace ServiceDefaults.Messaging.Consuming;

/// <summary>One call of a handler, in a scope of its own, within its time.</summary>
internal sealed class HandlerCall(MessagingDatabase database, IServiceScopeFactory scopes)
{
    // To heed the cancellation.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <exception cref="TimeoutException">The handler took too long. If it went on regardless, its connection is killed.</exception>
    public async Task RunAsync(Work work, MySqlTransaction transaction, TimeSpan timeout, CancellationToken abort)
    {
        var scope = scopes.CreateAsyncScope();
        var deadline = CancellationTokenSource.CreateLinkedTokenSource(abort);
        deadline.CancelAfter(timeout);
        var handling = CallAsync(work, scope.ServiceProvider, transaction, deadline.Token);
        try
        {
            await handling.WaitAsync(timeout + Grace, CancellationToken.None);
        }
        catch (OperationCanceledException exception) when (deadline.IsCancellationRequested && !abort.IsCancellationRequested)
        {
            throw new TimeoutException($"The handler took longer than {timeout} and was cancelled.", exception);
        }
        catch (TimeoutException exception) when (!handling.IsCompleted)
        {
            await KillAsync(transaction.Connection!.ServerThread);
            throw new TimeoutException($"The handler took longer than {timeout} and did not heed its cancellation.", exception);
        }
        finally
        {
            // What the handler uses lives as long as it does.
            var ending = EndAsync(handling, scope, deadline);
            if (handling.IsCompleted)
            {
                await ending;
            }
        }
    }

    /// <summary>If it cannot be killed, the database is away, and has ended it.</summary>
    private async Task KillAsync(int serverThread)
    {
        using var deadline = new CancellationTokenSource(Grace);
        try
        {
            await database.KillAsync(serverThread, deadline.Token);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
        }
    }

    // A handler may throw before its first await.
    private static async Task CallAsync(
        Work work, IServiceProvider services, MySqlTransaction transaction, CancellationToken cancellationToken) =>
        await work.HandleAsync!(services, transaction, cancellationToken);

    private static async Task EndAsync(Task handling, AsyncServiceScope scope, CancellationTokenSource deadline)
    {
        await handling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await scope.DisposeAsync();
        deadline.Dispose();
    }
}
