using Gateway.Tests.Running;
using Harness.Processes;
using Harness.Raw;

namespace Gateway.Tests.Limits;

[Collection(OneEdge.Name)]
public sealed class HeadSizeTests(Edge edge)
{
    private static string Name(int length) => new('a', length);

    [Theory]
    [InlineData(8000, 200)]
    [InlineData(9000, 414)]
    [InlineData(100_000, 414)]
    public async Task A_request_line_has_8_kilobytes(int length, int status) =>
        await AssertAsync(status, $"GET /recorded/{Name(length - 30)} HTTP/1.1\r\nHost: a\r\n\r\n");

    [Theory]
    [InlineData(30_000, 200)]
    [InlineData(33_000, 431)]
    [InlineData(1_000_000, 431)]
    public async Task All_headers_together_have_32_kilobytes(int length, int status) =>
        await AssertAsync(status, $"GET /recorded HTTP/1.1\r\nHost: a\r\nX-Long: {Name(length)}\r\n\r\n");

    [Theory]
    [InlineData(90, 200)]
    [InlineData(101, 431)]
    [InlineData(1000, 431)]
    public async Task There_are_at_most_100_headers(int count, int status) =>
        await AssertAsync(status, $"GET /recorded HTTP/1.1\r\nHost: a\r\n{string.Concat(Enumerable.Range(0, count).Select(n => $"X-{n}: a\r\n"))}\r\n");

    [Theory]
    [InlineData("GET /recorded HTTP/1.1\r\nHost: a\r\nX-A : b\r\n\r\n")]
    [InlineData("GET /recorded\r\n\r\n")]
    [InlineData("GET /recorded HTTP/1.1\r\n\r\n")]
    public async Task What_is_no_request_gets_a_problem_document_too(string text) => await AssertAsync(400, text);

    private async Task AssertAsync(int status, string request)
    {
        using var connection = await RawConnection.OpenAsync(edge.Gateway.Address);
        var sent = connection.SendAsync(request);
        var response = await connection.ReadResponseAsync(Deadlines.Answer);
        await sent;
        if (status == 200)
        {
            Assert.Equal(200, response?.Status);
        }
        else
        {
            Problem.AssertRaw(status, response);
        }
    }
}
