using Harness.Processes;
using Field = (string Name, string Value);

namespace Gateway.Tests.Http2;

/// <summary>
/// What HTTP/2 can carry and HTTP/1.1 cannot say: written out to the upstream as it stands, it would be another request.
/// </summary>
public sealed class DowngradeTests(TlsGateway tls) : IClassFixture<TlsGateway>
{
    private const string Smuggled = "x-smuggled: 1";

    private readonly string _id = Guid.NewGuid().ToString("n");

    private Field[] Good =>
    [
        (":method", "POST"), (":scheme", "https"), (":path", $"/recorded/{_id}"), (":authority", tls.Gateway.Address.Authority), ("x-case", _id),
    ];

    public static TheoryData<string, string> BadFields => new()
    {
        { "x-a", $"b\r\n{Smuggled}" },
        { "x-a", $"b\n{Smuggled}" },
        { "x-a", $"b\r{Smuggled}" },
        { "x-a", "b\0c" },
        { "x-a", "b\u0001c" },
        { $"x-a: b\r\n{Smuggled}\r\nx-b", "c" },
        { "x-a\0", "b" },
        { "x a", "b" },
        { "x:a", "b" },
        { "X-A", "b" },
        { "", "b" },
        { "transfer-encoding", "chunked" },
        { "te", "gzip" },
        { "content-length", "+5" },
        { "content-length", "5, 5" },
        { ":unknown", "b" },
        { ":path", "/recorded/second" },
        { ":method", "GET" },
    };

    public static TheoryData<string, string> BadPseudoFields => new()
    {
        { ":method", $"GET /recorded HTTP/1.1\r\n{Smuggled}\r\n\r\nGET" },
        { ":method", "GE T" },
        { ":method", "" },
        { ":path", $"/recorded/a HTTP/1.1\r\n{Smuggled}\r\n\r\nGET /" },
        { ":path", "/recorded/a\0" },
        { ":path", "/recorded/a b" },
        { ":path", "recorded" },
        { ":path", "" },
        { ":path", "*" },
        { ":authority", $"a\r\n{Smuggled}" },
        { ":authority", "a b" },
        { ":authority", "a/b" },
        { ":authority", "user@a" },
        { ":authority", "a\0" },
    };

    /// <summary>Without this, the requests below might be refused for what is right in them.</summary>
    [Fact]
    public async Task The_request_that_they_spoil_is_served()
    {
        Assert.Equal("200", await AskAsync(Good, "hello"));
        Assert.Equal("hello", Assert.Single(tls.Recorder.Mentioning(_id)).Body);
    }

    [Theory]
    [MemberData(nameof(BadFields))]
    public async Task A_field_that_is_another_one_over_http1_is_refused(string name, string value) =>
        await AssertRefusedAsync([.. Good, (name, value)], "hello");

    [Theory]
    [MemberData(nameof(BadPseudoFields))]
    public async Task A_request_line_that_is_another_one_over_http1_is_refused(string name, string value) =>
        await AssertRefusedAsync([.. Good.Select(field => field.Name == name ? (name, value) : field)], "hello");

    [Theory]
    [InlineData("3", "hello")]
    [InlineData("9", "hello")]
    public async Task A_body_of_another_length_than_it_says_is_no_request(string length, string body) =>
        await AssertRefusedAsync([.. Good, ("content-length", length)], body);

    /// <summary>Whether it was refused in time or not: what nobody announced reaches nobody.</summary>
    [Fact]
    public async Task What_comes_after_a_length_of_nothing_is_no_body()
    {
        await AskAsync([.. Good, ("content-length", "0")], "hello");
        Assert.All(tls.Recorder.Mentioning(_id), request => Assert.Equal("", request.Framing));
    }

    [Fact]
    public async Task A_body_that_says_it_is_nine_megabytes_is_413()
    {
        Assert.Equal("413", await AskAsync([.. Good, ("content-length", $"{9 << 20}")], "hello", end: false));
        Assert.Empty(tls.Recorder.Mentioning(_id));
    }

    /// <summary>A name of the host beside <c>:authority</c> is not believed.</summary>
    [Fact]
    public async Task There_is_one_host()
    {
        var answer = await AskAsync([.. Good, ("host", "elsewhere.example")], "hello");
        var arrived = tls.Recorder.Mentioning(_id);
        Assert.DoesNotContain(arrived, request => request.Head.Contains("elsewhere", StringComparison.Ordinal));
        Assert.Equal(answer == "200" ? 1 : 0, arrived.Count);
    }

    private async Task AssertRefusedAsync(IEnumerable<Field> fields, string body)
    {
        var answer = await AskAsync(fields, body);
        Assert.True(answer is ['4', ..] or "reset" or "goaway" or "closed", $"It was answered with {answer}.");
        Assert.DoesNotContain(tls.Recorder.Mentioning(_id), request => request.IsWhole);
    }

    private async Task<string> AskAsync(IEnumerable<Field> fields, string body, bool end = true)
    {
        using var deadline = new CancellationTokenSource(Deadlines.Answer);
        await using var connection = await Http2Connection.OpenAsync(tls.Gateway.Address, tls.Trusts, deadline.Token);
        await connection.HeadersAsync(fields);
        await connection.DataAsync(body, end);
        return await connection.AnswerAsync(deadline.Token);
    }
}
