using Gateway.Tests.Running;
using Harness.Origins;
using Harness.Processes;
using Harness.Raw;

namespace Gateway.Tests.Limits;

[Collection(OneEdge.Name)]
public sealed class BodySizeTests(Edge edge)
{
    private const int Limit = 8 * 1024 * 1024;
    private const int TooMuch = 9 * 1024 * 1024;

    private string Head => $"POST /recorded/{_id} HTTP/1.1\r\nHost: {edge.Gateway.Address.Authority}\r\n";

    private readonly string _id = Guid.NewGuid().ToString("n");

    /// <summary>The sizes and line ends between chunks count too.</summary>
    [Theory]
    [InlineData(Limit, false)]
    [InlineData(Limit - 100_000, true)]
    public async Task Eight_megabytes_pass(int size, bool chunked)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/open/echo") { Content = new ByteArrayContent(new byte[size]) };
        request.Headers.TransferEncodingChunked = chunked;
        using var response = await edge.Outsider.SendAsync(request);
        Assert.Equal(size, (await EchoedRequest.ReadAsync(response)).BodyBytes);
    }

    [Fact]
    public async Task Nine_megabytes_are_refused_before_they_are_sent()
    {
        using var connection = await RawConnection.OpenAsync(edge.Gateway.Address);
        await connection.SendAsync($"{Head}Content-Length: {TooMuch}\r\n\r\n");
        Problem.AssertRaw(413, await connection.ReadResponseAsync(Deadlines.Answer));
        Assert.Empty(edge.Recorder.Mentioning(_id));
    }

    /// <summary>Who asks for leave to send the body gets none.</summary>
    [Fact]
    public async Task Nine_megabytes_that_are_announced_are_not_asked_for()
    {
        using var connection = await RawConnection.OpenAsync(edge.Gateway.Address);
        await connection.SendAsync($"{Head}Content-Length: {TooMuch}\r\nExpect: 100-continue\r\n\r\n");
        var response = await connection.ReadResponseAsync(Deadlines.Answer);
        Problem.AssertRaw(413, response);
    }

    [Fact]
    public async Task Nine_megabytes_in_chunks_are_refused_on_the_way()
    {
        var chunk = "100000\r\n" + new string('a', 0x100000) + "\r\n";
        using var connection = await RawConnection.OpenAsync(edge.Gateway.Address);
        var sent = connection.SendAsync($"{Head}Transfer-Encoding: chunked\r\n\r\n{string.Concat(Enumerable.Repeat(chunk, 9))}0\r\n\r\n");
        Problem.AssertRaw(413, await connection.ReadResponseAsync(Deadlines.Answer));
        await sent;
        Assert.DoesNotContain(edge.Recorder.Mentioning(_id), request => request.IsWhole);
    }

    [Fact]
    public async Task One_chunk_that_says_it_is_nine_megabytes_is_refused()
    {
        using var connection = await RawConnection.OpenAsync(edge.Gateway.Address);
        var sent = connection.SendAsync($"{Head}Transfer-Encoding: chunked\r\n\r\n{TooMuch:x}\r\n{new string('a', TooMuch)}\r\n0\r\n\r\n");
        Problem.AssertRaw(413, await connection.ReadResponseAsync(Deadlines.Answer));
        await sent;
        Assert.DoesNotContain(edge.Recorder.Mentioning(_id), request => request.IsWhole);
    }

    /// <summary>What goes beyond the length is another request, and no good one.</summary>
    [Fact]
    public async Task A_body_longer_than_it_says_is_cut_at_its_length()
    {
        using var connection = await RawConnection.OpenAsync(edge.Gateway.Address);
        var sent = connection.SendAsync($"{Head}Content-Length: 5\r\n\r\nhello{new string('a', TooMuch)}");
        Assert.Equal(200, (await connection.ReadResponseAsync(Deadlines.Answer))?.Status);
        Assert.InRange((await connection.ReadResponseAsync(Deadlines.Answer))?.Status ?? 400, 400, 499);
        await sent;
        Assert.Equal("hello", Assert.Single(edge.Recorder.Mentioning(_id)).Body);
    }

    [Theory]
    [InlineData("Content-Length: 1000\r\n\r\nhello")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n3e8\r\nhello")]
    public async Task A_body_shorter_than_it_says_is_no_request(string rest)
    {
        using (var connection = await RawConnection.OpenAsync(edge.Gateway.Address))
        {
            await connection.SendAsync(Head + rest);
            connection.EndSending();
            await connection.ReadUntilQuietAsync(Deadlines.Answer);
            Assert.DoesNotContain("HTTP/1.1 2", connection.Received, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(edge.Recorder.Mentioning(_id), request => request.IsWhole);
    }
}
