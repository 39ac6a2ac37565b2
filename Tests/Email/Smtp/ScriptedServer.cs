using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Email.Tests.Smtp;

/// <summary>A mail server that answers as it is told. A null answer is silence, an empty one closes the connection.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;
    private int _connections;

    public ScriptedServer()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Connections => _connections;

    public string? Recipient { get; init; } = "250 ok";

    public string? Content { get; init; } = "250 taken";

    /// <summary>The content of each mail.</summary>
    public List<string> Mails { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var sessions = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                Interlocked.Increment(ref _connections);
                sessions.Add(ServeAsync(client));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(sessions);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var _ = client;
        using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
        try
        {
            await SayAsync(client, "220 scripted");
            while (await reader.ReadLineAsync(_stop.Token) is { } command)
            {
                var answer = await AnswerAsync(command, client, reader);
                if (answer is "")
                {
                    return;
                }

                if (answer is not null)
                {
                    await SayAsync(client, answer);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // The client has gone, or the test is over.
        }
    }

    private async Task<string?> AnswerAsync(string command, TcpClient client, StreamReader reader)
    {
        switch (command.Split(' ', ':')[0].ToUpperInvariant())
        {
            case "RCPT":
                return Recipient;
            case "DATA":
                await SayAsync(client, "354 go on");
                var content = new StringBuilder();
                while (await reader.ReadLineAsync(_stop.Token) is { } line && line != ".")
                {
                    content.AppendLine(line);
                }

                Mails.Add(content.ToString());
                return Content;
            case "QUIT":
                return "";
            default:
                return "250 ok";
        }
    }

    private async Task SayAsync(TcpClient client, string line) =>
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), _stop.Token);
}
