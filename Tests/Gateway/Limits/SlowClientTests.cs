using System.Net;
using Gateway.Tests.Running;
using Harness.Gateways;
using Harness.Peers;
using Harness.Processes;
using Harness.Raw;

namespace Gateway.Tests.Limits;

public sealed class SlowClientTests(ImpatientGateway impatient) : IClassFixture<ImpatientGateway>
{
    private static readonly TimeSpan AttackTime = TimeSpan.FromSeconds(40);

    private string Host => impatient.Gateway.Address.Authority;

    [Fact]
    public async Task Headers_that_do_not_end_are_cut_off()
    {
        using var connection = await RawConnection.OpenAsync(impatient.Gateway.Address);
        await connection.SendAsync($"GET /open/echo HTTP/1.1\r\nHost: {Host}\r\n");
        Problem.AssertRaw(408, await connection.ReadResponseAsync(Deadlines.Answer));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("")]
    public async Task A_connection_that_says_little_or_nothing_is_closed(string text)
    {
        using var connection = await RawConnection.OpenAsync(impatient.Gateway.Address);
        await connection.SendAsync(text);
        Assert.True(await connection.ReadUntilQuietAsync(Deadlines.Answer), "It is still open.");
    }

    [Fact]
    public async Task A_body_that_does_not_come_is_cut_off()
    {
        using var connection = await RawConnection.OpenAsync(impatient.Gateway.Address);
        await connection.SendAsync($"POST /open/echo HTTP/1.1\r\nHost: {Host}\r\nContent-Length: 1000\r\n\r\nhello");
        Problem.AssertRaw(408, await connection.ReadResponseAsync(Deadlines.Answer));
    }

    [Fact]
    public async Task A_body_that_drips_is_cut_off()
    {
        using var connection = await RawConnection.OpenAsync(impatient.Gateway.Address);
        await connection.SendAsync($"POST /open/echo HTTP/1.1\r\nHost: {Host}\r\nContent-Length: 1000000\r\n\r\n");
        using var stop = new CancellationTokenSource(Deadlines.Answer);
        var dripping = DripAsync(connection, stop.Token);
        Problem.AssertRaw(408, await connection.ReadResponseAsync(Deadlines.Answer));
        await stop.CancelAsync();
        await dripping;
    }

    /// <summary>slowhttptest holds many connections open in one slow way; it ends by itself when the server has closed them all.</summary>
    [Theory]
    [InlineData("-H")]
    [InlineData("-B")]
    public async Task Many_who_send_slowly_are_cut_off_in_seconds_and_harm_nobody(string how) =>
        Assert.Contains("No open connections left", await AttackAsync(how, "-l", "30", "-u", Target("/open/echo")), StringComparison.Ordinal);

    /// <summary>Each takes 32 bytes of its answer every five seconds.</summary>
    [Fact]
    public async Task Many_who_read_slowly_harm_nobody() =>
        await AttackAsync("-X", "-w", "512", "-y", "1024", "-n", "5", "-z", "32", "-l", "10", "-u", Target("/open/reply?bytes=200000"));

    /// <summary>
    /// What the kernel took at once counts as taken, and is megabytes; hence the high rate. What the client sends meanwhile
    /// is read as long as the connection lives, and reset after that.
    /// </summary>
    [Fact]
    public async Task Who_takes_nothing_of_an_answer_is_cut_off()
    {
        await using var gateway = await GatewayProcess.StartAsync(
            new GatewaySettings().Service("origin", impatient.Origin.Address).OpenRoute("open", "origin").WithoutRateLimits()
                .Set("Gateway:Limits:SlowGrace", "00:00:01.5").Set("Gateway:Limits:SlowestBytesPerSecond", "1000000"));
        using var connection = await RawConnection.OpenAsync(gateway.Address);
        await connection.SendAsync("GET /open/reply?bytes=30000000 HTTP/1.1\r\nHost: a\r\n\r\n");
        await Deadlines.HoldsAsync("the connection is closed", async () => !await connection.SendAsync("a"));
    }

    /// <summary>While the attack lasts, somebody else asks all the time, and is always served.</summary>
    private async Task<string> AttackAsync(params string[] options)
    {
        var attack = DebianPeers.RunAsync(
            "slowhttptest", "usr/bin/slowhttptest", AttackTime, [.. options, "-c", "300", "-r", "300", "-i", "1", "-p", "10"]);
        var served = 0;
        while (!attack.IsCompleted)
        {
            using var response = await impatient.Gateway.Client.GetAsync("/open/echo");
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            served++;
        }

        Assert.True(served > 10, $"Only {served} requests of others were served.");
        return await attack;
    }

    private string Target(string path) => new Uri(impatient.Gateway.Address, path).ToString();

    [Fact]
    public async Task Connections_beyond_the_limit_are_closed_and_those_within_served()
    {
        var connections = new List<RawConnection>();
        try
        {
            // Each within has an answer and waits for its next request.
            var served = 0;
            for (var n = 0; n < ImpatientGateway.Connections + 20; n++)
            {
                var connection = await RawConnection.OpenAsync(impatient.Gateway.Address);
                connections.Add(connection);
                await connection.SendAsync($"GET /open/slow/1500 HTTP/1.1\r\nHost: {Host}\r\n\r\n");
            }

            foreach (var connection in connections)
            {
                served += await connection.ReadResponseAsync(Deadlines.Answer) is { Status: 200 } ? 1 : 0;
            }

            Assert.InRange(served, 1, ImpatientGateway.Connections);
        }
        finally
        {
            connections.ForEach(connection => connection.Dispose());
        }

        await Deadlines.HoldsAsync("a new client is served again", async () =>
        {
            using var connection = await RawConnection.OpenAsync(impatient.Gateway.Address);
            await connection.SendAsync($"GET /open/echo HTTP/1.1\r\nHost: {Host}\r\n\r\n");
            return await connection.ReadResponseAsync(Deadlines.Answer) is { Status: 200 };
        });
    }

    private static async Task DripAsync(RawConnection connection, CancellationToken stop)
    {
        try
        {
            while (await connection.SendAsync("a"))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), stop);
            }
        }
        catch (OperationCanceledException)
        {
            // The answer is there.
        }
    }
}
