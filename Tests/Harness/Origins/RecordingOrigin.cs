using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Harness.Origins;

/// <summary>
/// An upstream that keeps the bytes of every request and answers 200. It reads as literally as a server can, so that whatever a
/// gateway lets through shows: what follows a request on its connection is another request.
/// </summary>
public sealed class RecordingOrigin : IAsyncDisposable
{
    private static readonly byte[] Answer = Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok");

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<RecordedRequest> _requests = new();
    private readonly Task _accepting;
    private readonly bool _answers;

    private RecordingOrigin(bool answers)
    {
        _answers = answers;
        _listener.Start(backlog: 512);
        Address = new Uri($"http://{_listener.LocalEndpoint}");
        _accepting = AcceptAsync();
    }

    public Uri Address { get; }

    public IReadOnlyList<RecordedRequest> Requests => [.. _requests];

    /// <summary>The requests in which a text occurs anywhere, the body included.</summary>
    public IReadOnlyList<RecordedRequest> Mentioning(string text) => [.. _requests.Where(request =>
        request.Head.Contains(text, StringComparison.OrdinalIgnoreCase) || request.Framing.Contains(text, StringComparison.Ordinal))];

    /// <param name="answers">False: it reads a request and closes the connection, like a process that dies at its work.</param>
    public static RecordingOrigin Start(bool answers = true) => new(answers);

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
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var connection = new NetworkStream(socket, ownsSocket: true);
        var reader = new RequestReader(connection);
        try
        {
            while (await reader.ReadAsync(_end.Token) is { } request)
            {
                _requests.Enqueue(request);
                if (!_answers)
                {
                    return;
                }

                await connection.WriteAsync(Answer, _end.Token);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // The gateway closed it, or the test is over.
        }
    }
}
