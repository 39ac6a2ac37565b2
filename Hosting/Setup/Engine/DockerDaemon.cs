using System.Net.Sockets;
using Hosting.Setup.Processes;
using Microsoft.Extensions.Logging;

namespace Hosting.Setup.Engine;

/// <summary>Docker's engine on this machine, behind its standard socket.</summary>
internal static class DockerDaemon
{
    private const string Socket = "/var/run/docker.sock";
    private const string LogFile = "/var/log/dockerd.log";

    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(100);

    /// <summary>True if it answers an HTTP request; for that no client is needed.</summary>
    public static async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        using var handler = new SocketsHttpHandler { ConnectCallback = ConnectAsync };
        using var client = new HttpClient(handler) { BaseAddress = new Uri("http://docker"), Timeout = TimeSpan.FromSeconds(5) };
        try
        {
            using var response = await client.GetAsync(new Uri("/_ping", UriKind.Relative), cancellationToken).ConfigureAwait(false);
            return response.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    public static Task StartAsync(ILogger logger, CancellationToken cancellationToken) =>
        Step.RunAsync(logger, "Starting dockerd", async () =>
        {
            var bySystemd = Directory.Exists("/run/systemd/system");
            var outcome = await (bySystemd ? Systemd() : await DetachedAsync(cancellationToken).ConfigureAwait(false))
                .AsRoot().RunAsync(cancellationToken).ConfigureAwait(false);
            if (!outcome.Succeeded)
            {
                throw EngineFailure.Of("dockerd could not be started: " + outcome.Reason);
            }

            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            deadline.CancelAfter(StartDeadline);
            while (!await AnswersAsync(cancellationToken).ConfigureAwait(false))
            {
                if (deadline.IsCancellationRequested)
                {
                    throw EngineFailure.Of($"dockerd did not answer on {Socket} within {StartDeadline.TotalSeconds} s, or not to this user; see "
                        + (bySystemd ? "journalctl --unit docker" : LogFile));
                }

                await Task.Delay(PollEvery, cancellationToken).ConfigureAwait(false);
            }
        });

    private static Tool Systemd() => new("systemctl", "enable", "--now", "docker") { Deadline = StartDeadline };

    /// <summary>In a session of its own, so that it outlives this process and its terminal; its socket open to the user's group.</summary>
    private static async Task<Tool> DetachedAsync(CancellationToken cancellationToken)
    {
        var group = await new Tool("id", "-gn").RunAsync(cancellationToken).ConfigureAwait(false);
        const string script = """log=$1; shift; exec setsid --fork "$@" >>"$log" 2>&1 </dev/null""";
        return new Tool("sh", "-c", script, "sh", LogFile, "/usr/sbin/dockerd", "--group", group.Output);
    }

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(Socket), cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
