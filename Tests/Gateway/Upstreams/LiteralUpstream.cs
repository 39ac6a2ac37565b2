using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Gateway.Tests.Upstreams;

/// <summary>An upstream that answers every request with the same bytes, and then ends the connection or falls silent.</summary>
internal sealed class LiteralUpstream : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly byte[] _answer;
    private readonly bool _closes;
    private readonly Task _accepting;

    private LiteralUpstream(string answer, bool closes)
    {
        (_answer, _closes) = (Encoding.Latin1.GetBytes(answer), closes);
        _listener.Start();
        Address = new Uri($"http://{_listener.LocalEndpoint}");
        _accepting = AcceptAsync();
    }

    public Uri Address { get; }

    /// <param name="answer">From the status line on; empty for none.</param>
    public static LiteralUpstream Start(string answer, bool closes) => new(answer, closes);

    public int Asked(string path) => _requests.Count(head => head.Contains(path, StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        _end.Dispose();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(ServeAsync(await _listener.AcceptSocketAsync(_end.Token)));
            }
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var connection = new NetworkStream(socket, ownsSocket: true);
        using var reader = new StreamReader(connection, Encoding.Latin1, leaveOpen: true);
        var head = new StringBuilder();
        try
        {
            while (await reader.ReadLineAsync(_end.Token) is { Length: > 0 } line)
            {
                head.Append(line).Append('\n');
            }

            _requests.Enqueue(head.ToString());
            await connection.WriteAsync(_answer, _end.Token);
            if (!_closes)
            {
                await Task.Delay(Timeout.Infinite, _end.Token);
            }
        }
        catch (Exception over) when (over is OperationCanceledException or IOException)
        {
            // The gateway closed it, or the test is over.
        }
    }
}
