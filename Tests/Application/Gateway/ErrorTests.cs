using System.Net;
using System.Net.Http.Json;
using System.Text;
using Application.Tests.Auth;
using Application.Tests.Running;

namespace Application.Tests.Gateway;

[Collection(OneApplication.Name)]
public sealed class ErrorTests(RunningApplication application)
{
    private const string Json = "application/json";

    private HttpClient Gateway => application.Gateway;

    [Theory]
    [InlineData(400, Json, """{ "email": "ada@example.org", "password": """)]
    [InlineData(400, Json, """{ "email": 7, "password": "correct horse battery staple" }""")]
    [InlineData(400, Json, "")]
    [InlineData(400, Json, "null")]
    [InlineData(415, "text/plain", """{ "email": "ada@example.org", "password": "correct horse battery staple" }""")]
    public async Task What_is_no_registration_is_refused(int status, string contentType, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, contentType);
        using var response = await Gateway.PostAsync(Accounts.Register, content);
        await Problem.ReadAsync((HttpStatusCode)status, response);
    }

    [Theory]
    [InlineData(404, "GET", "/auth/accounts/00000000-0000-7000-8000-000000000000")]
    [InlineData(404, "GET", "/auth/accounts/ada")]
    [InlineData(404, "GET", "/auth")]
    [InlineData(404, "GET", "/health")]
    [InlineData(404, "GET", "/nobody/here")]
    [InlineData(404, "GET", "/openapi/v1.json")]
    [InlineData(405, "GET", Accounts.Register)]
    public async Task What_is_not_there_is_not_found(int status, string method, string path)
    {
        var person = await Gateway.NewPersonAsync();
        using var response = await Gateway.SendAsync(new HttpMethod(method), path, person.Tokens.AccessToken);
        await Problem.ReadAsync((HttpStatusCode)status, response);
    }

    [Fact]
    public async Task All_faults_of_a_registration_are_told_at_once()
    {
        using var response = await Gateway.PostAsJsonAsync(Accounts.Register, new { Email = "ada", Password = "short" });
        var problem = await Problem.ReadAsync(HttpStatusCode.BadRequest, response);
        Assert.Equal(["email", "password"], problem.GetProperty("errors").EnumerateObject().Select(fault => fault.Name).Order());
        Assert.DoesNotContain("short", problem.GetRawText(), StringComparison.Ordinal);
    }

    /// <summary>Who is not signed in does not even learn which paths exist.</summary>
    [Theory]
    [InlineData("/auth/me")]
    [InlineData("/auth/accounts")]
    [InlineData("/auth/nothing/here")]
    public async Task What_needs_a_user_is_refused_at_the_edge(string path)
    {
        using var response = await Gateway.GetAsync(path);
        await Problem.ReadAsync(HttpStatusCode.Unauthorized, response);
        Assert.Equal("Bearer", Assert.Single(response.Headers.WwwAuthenticate).Scheme);
    }

    /// <summary>In development ASP.NET Core has a page for browsers, with the stack trace on it.</summary>
    [Fact]
    public async Task A_browser_gets_the_same_problem_document()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Accounts.Register);
        request.Headers.Accept.ParseAdd("text/html");
        request.Content = new StringContent("{", Encoding.UTF8, Json);
        using var response = await Gateway.SendAsync(request);
        await Problem.ReadAsync(HttpStatusCode.BadRequest, response);
    }

    [Theory]
    [InlineData("/auth/accounts/00000000-0000-7000-8000-000000000000")]
    [InlineData("/nobody/here")]
    public async Task No_answer_names_its_server(string path)
    {
        using var response = await Gateway.GetAsync(path);
        Assert.Empty(response.Headers.Server);
        Assert.False(response.Headers.Contains("X-Powered-By"));
    }
}
