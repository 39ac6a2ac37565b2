using System.Diagnostics;
using System.Net.Sockets;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Aspire.RabbitMQ.Client;

/// <summary>Opens a connection, and tries again while the server cannot be reached.</summary>
internal static class Connecting
{
    internal const string ActivitySourceName = "Aspire.RabbitMQ.Client";

    private static readonly ActivitySource Source = new(ActivitySourceName);

    /// <summary>Not asynchronous, because whoever asks the service provider for a connection waits for it.</summary>
    internal static IConnection Open(IConnectionFactory factory, int retries)
    {
        using var activity = Start("rabbitmq connect", factory);
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                // Elsewhere: a caller's context must not be needed to go on.
                return Task.Run(() => AttemptAsync(factory)).GetAwaiter().GetResult();
            }
            catch (Exception exception) when (attempt < retries && exception is SocketException or BrokerUnreachableException)
            {
                Thread.Sleep(TimeSpan.FromSeconds(1 << Math.Min(attempt, 5)));
            }
        }
    }

    private static async Task<IConnection> AttemptAsync(IConnectionFactory factory)
    {
        using var activity = Start("rabbitmq connect attempt", factory);
        try
        {
            return await factory.CreateConnectionAsync();
        }
        catch (Exception exception)
        {
            activity?.AddException(exception).SetStatus(ActivityStatusCode.Error);
            throw;
        }
    }

    private static Activity? Start(string name, IConnectionFactory factory) => Source.StartActivity(name, ActivityKind.Client)?
        .AddTag("messaging.system", "rabbitmq")
        .AddTag("server.address", factory.Uri.Host)
        .AddTag("server.port", factory.Uri.Port);
}
