using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Application.Tests.Auth;
using Application.Tests.Gateway;
using Application.Tests.Running;

namespace Application.Tests.SignIn;

[Collection(OneApplication.Name)]
public sealed class LoginTests(RunningApplication application)
{
    private HttpClient Gateway => application.Gateway;

    public static TheoryData<string> Strangers => new()
    {
        "nobody@example.org",
        "no address at all",
        "ada@-example.org",
        "\uFFFE@example.org",
        "' OR ''='",
    };

    /// <summary>Word for word, headers included: the answer is no way to find out who has an account.</summary>
    [Theory]
    [MemberData(nameof(Strangers))]
    public async Task An_unknown_address_is_answered_like_a_wrong_password(string stranger)
    {
        var email = Accounts.NewEmail();
        using var created = await Gateway.RegisterAsync(email);
        Assert.Equal(await RefusalAsync(email), await RefusalAsync(stranger));
    }

    [Theory]
    [InlineData(400, "application/json", """{ "email": "ada@example.org", "password": """)]
    [InlineData(400, "application/json", """{ "email": 7, "password": "correct horse battery staple" }""")]
    [InlineData(400, "application/json", "[]")]
    [InlineData(400, "application/json", "null")]
    [InlineData(400, "application/json", "")]
    [InlineData(415, "text/plain", """{ "email": "ada@example.org", "password": "correct horse battery staple" }""")]
    [InlineData(415, "application/x-www-form-urlencoded", "email=ada@example.org&password=correct")]
    public async Task What_is_no_sign_in_is_refused(int status, string contentType, string body)
    {
        foreach (var path in new[] { Accounts.Login, Sessions.Refresh, Sessions.Logout })
        {
            using var content = new StringContent(body, Encoding.UTF8, contentType);
            using var response = await Gateway.PostAsync(path, content);
            await Problem.ReadAsync((HttpStatusCode)status, response);
        }
    }

    [Theory]
    [InlineData(Accounts.Login, "email", "password")]
    [InlineData(Sessions.Refresh, "refreshToken")]
    [InlineData(Sessions.Logout, "refreshToken")]
    public async Task All_that_is_missing_or_too_long_is_told_at_once(string path, params string[] names)
    {
        foreach (var value in new[] { null, string.Empty, new string('a', 1025) })
        {
            var body = new JsonObject(names.Select(name => KeyValuePair.Create<string, JsonNode?>(name, value)));
            using var response = await Gateway.PostAsJsonAsync(path, body);
            var problem = await Problem.ReadAsync(HttpStatusCode.BadRequest, response);
            Assert.Equal(names, problem.GetProperty("errors").EnumerateObject().Select(fault => fault.Name));
        }
    }

    [Fact]
    public async Task A_sign_in_over_eight_megabytes_is_too_large() =>
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await Gateway.LoginAsync(new string('a', 9_000_000)).StatusAsync());

    private async Task<string> RefusalAsync(string email)
    {
        using var response = await Gateway.LoginAsync(email, "wrong");
        var problem = JsonNode.Parse((await Problem.ReadAsync(HttpStatusCode.Unauthorized, response)).GetRawText())!.AsObject();
        problem.Remove("traceId");
        var headers = response.Headers
            .Where(header => header.Key is not ("Date" or "Trace-Id"))
            .Select(header => $"{header.Key}: {string.Join(',', header.Value)}");
        return $"{string.Join('\n', headers)}\n{problem.ToJsonString()}";
    }
}
