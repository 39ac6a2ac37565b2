using System.Collections.Concurrent;
using System.Net.Sockets;
using MailKit;
using MailKit.Security;
using Microsoft.Extensions.Options;

namespace Email.Smtp;

/// <summary>Open connections to the mail server, a bounded number, lent to one mail at a time.</summary>
internal sealed class SmtpPool(SmtpAddress address, IOptions<SmtpOptions> options, TimeProvider clock) : IDisposable
{
    private readonly ConcurrentStack<SmtpConnection> _idle = new();
    private readonly SemaphoreSlim _places = new(options.Value.MaxConnections);

    /// <summary>Waits for a place, then gives a connection that has just answered.</summary>
    /// <exception cref="TimeoutException">The server took longer than <see cref="SmtpOptions.ConnectTimeout"/>.</exception>
    public async Task<SmtpConnection> RentAsync(CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken);
        try
        {
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            deadline.CancelAfter(options.Value.ConnectTimeout);
            try
            {
                return await FindIdleAsync(deadline.Token) ?? await OpenAsync(deadline.Token);
            }
            catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
            {
                throw new TimeoutException($"The mail server {address} did not let us in within {options.Value.ConnectTimeout}.", exception);
            }
        }
        catch
        {
            _places.Release();
            throw;
        }
    }

    /// <summary>Whether the server could not be reached, or did not let us in: nothing of a mail was said then.</summary>
    public static bool IsAway(Exception exception) => exception is
        TimeoutException or IOException or SocketException or ProtocolException or CommandException or SslHandshakeException or AuthenticationException
        or NotSupportedException;

    public void Return(SmtpConnection connection)
    {
        if (connection.IsConnected && connection.Mails < options.Value.MailsPerConnection)
        {
            connection.LastUsed = clock.GetUtcNow();
            _idle.Push(connection);
            _places.Release();
        }
        else
        {
            Abandon(connection);
        }
    }

    /// <summary>For one whose server has not answered as it should.</summary>
    public void Abandon(SmtpConnection connection)
    {
        try
        {
            connection.Dispose();
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose()
    {
        foreach (var connection in _idle)
        {
            connection.Dispose();
        }

        _places.Dispose();
    }

    private async Task<SmtpConnection?> FindIdleAsync(CancellationToken cancellationToken)
    {
        while (_idle.TryPop(out var connection))
        {
            var answers = false;
            try
            {
                answers = clock.GetUtcNow() - connection.LastUsed < options.Value.MaxIdle && await AnswersAsync(connection, cancellationToken);
            }
            finally
            {
                if (!answers)
                {
                    connection.Dispose();
                }
            }

            if (answers)
            {
                return connection;
            }
        }

        return null;
    }

    /// <summary>Servers close what is idle, and it shows at the next command only: not at a mail's, please.</summary>
    private static async Task<bool> AnswersAsync(SmtpConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            await connection.NoOpAsync(cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return false;
        }
    }

    private async Task<SmtpConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new SmtpConnection();
        try
        {
            await connection.OpenAsync(address, cancellationToken);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
