using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Chaos.Tests.Mail;

/// <summary>
/// An SMTP server that writes down every mail of which it has seen the end, before it says so: what it may have is never more than what
/// it wrote down.
/// </summary>
internal sealed class MailServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Task, bool> _conversations = new();
    private readonly Task _accepting;

    private MailServer()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public MailMood Mood { get; set; }

    /// <summary>Recipients whom it refuses in any mood, by a part of their address.</summary>
    public string? Refused { get; set; }

    public ConcurrentQueue<(string To, DateTime At)> Taken { get; } = new();

    public static MailServer Start() => new();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_conversations.Keys);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                // One that is gone before it is accepted is no reason to accept no other.
                if (await TryAcceptAsync() is not { } client)
                {
                    continue;
                }

                var conversation = ConverseAsync(client);
                _conversations[conversation] = true;
                _ = conversation.ContinueWith(
                    done => _conversations.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed.
        }
    }

    private async Task<TcpClient?> TryAcceptAsync()
    {
        try
        {
            return await _listener.AcceptTcpClientAsync(_stop.Token);
        }
        catch (SocketException) when (!_stop.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task ConverseAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await using var stream = client.GetStream();
                using var reader = new StreamReader(stream);
                await using var writer = new StreamWriter(stream) { NewLine = "\r\n", AutoFlush = true };
                await new MailConversation(this, reader, writer).RunAsync(_stop.Token);
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException)
            {
                // Its sender was killed, or the test is over.
            }
        }
    }
}
