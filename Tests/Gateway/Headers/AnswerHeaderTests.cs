using System.Net;
using Gateway.Tests.Running;
using Harness.Processes;
using Harness.Raw;

namespace Gateway.Tests.Headers;

[Collection(OneEdge.Name)]
public sealed class AnswerHeaderTests(Edge edge)
{
    [Theory]
    [InlineData("/open/echo")]
    [InlineData("/open/nothing/here")]
    [InlineData("/nothing/here")]
    [InlineData("/open/reply?status=500")]
    [InlineData("/open/reply?header=Server:secret&header=X-Powered-By:secret&header=X-AspNet-Version:secret")]
    public async Task No_answer_names_the_software_behind_it(string path)
    {
        using var response = await edge.Outsider.GetAsync(path);
        foreach (var name in new[] { "Server", "X-Powered-By", "X-AspNet-Version" })
        {
            Assert.False(response.Headers.Contains(name), name);
        }
    }

    [Theory]
    [InlineData("/open/echo")]
    [InlineData("/nothing/here")]
    [InlineData("/open/reply?status=500")]
    public async Task Every_answer_tells_browsers_to_trust_nothing(string path)
    {
        using var response = await edge.Outsider.GetAsync(path);
        Assert.Equal(["nosniff"], response.Headers.GetValues("X-Content-Type-Options"));
        Assert.Equal(["DENY"], response.Headers.GetValues("X-Frame-Options"));
        Assert.True(response.Headers.Contains("Referrer-Policy"));
        Assert.True(response.Headers.Contains("Content-Security-Policy"));
        Assert.False(response.Headers.Contains("Strict-Transport-Security"), "It means nothing over HTTP.");
    }

    [Fact]
    public async Task What_the_upstream_tells_browsers_itself_stands()
    {
        using var response = await edge.Outsider.GetAsync("/open/reply?header=Content-Security-Policy:default-src 'self'");
        Assert.Equal(["default-src 'self'"], response.Headers.GetValues("Content-Security-Policy"));
    }

    /// <summary>An error page may show a stack trace; a problem document is written for the outside.</summary>
    [Fact]
    public async Task An_error_page_of_the_upstream_becomes_a_problem_document()
    {
        using var response = await edge.Outsider.GetAsync("/open/reply?status=500&bytes=100&header=Content-Type:text/html");
        await Problem.AssertAsync(HttpStatusCode.InternalServerError, response);
    }

    [Fact]
    public async Task What_is_about_the_upstreams_connection_stays_there()
    {
        using var response = await edge.Outsider.GetAsync(
            "/open/reply?header=Keep-Alive:timeout=5&header=Proxy-Connection:close&header=Connection:X-Private&header=X-Private:a");
        response.EnsureSuccessStatusCode();
        Assert.False(response.Headers.Contains("Keep-Alive"));
        Assert.False(response.Headers.Contains("X-Private"));
    }

    [Fact]
    public async Task An_answer_that_breaks_off_does_not_look_whole()
    {
        using var connection = await RawConnection.OpenAsync(edge.Gateway.Address);
        await connection.SendAsync($"GET /open/broken HTTP/1.1\r\nHost: {edge.Gateway.Address.Authority}\r\n\r\n");
        var response = await connection.ReadResponseAsync(Deadlines.Answer);
        Assert.True(response is null or { Status: 502 }, response?.Head);
    }
}
