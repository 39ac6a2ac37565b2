using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Application.Tests.Auth;
using Application.Tests.Gateway;
using Application.Tests.Running;

namespace Application.Tests.OwnAccount;

/// <summary>Every endpoint that takes a body, and bodies that nobody should send.</summary>
[Collection(OneApplication.Name)]
public sealed class HostileInputTests(RunningApplication application)
{
    private const string Json = "application/json";

    private static readonly (string Method, string Path, string[] Fields)[] Endpoints =
    [
        ("POST", "/auth/register", ["email", "password"]),
        ("PUT", "/auth/me/password", ["currentPassword", "newPassword"]),
        ("POST", "/auth/me/deletion", ["password"]),
        ("POST", "/auth/email/confirm", ["token"]),
        ("POST", "/auth/password/forgot", ["email"]),
        ("POST", "/auth/password/reset", ["token", "newPassword"]),
    ];

    [Theory]
    [InlineData(400, Json, "{")]
    [InlineData(400, Json, "")]
    [InlineData(400, Json, "null")]
    [InlineData(400, Json, "[]")]
    [InlineData(400, Json, "7")]
    [InlineData(400, Json, "{}")]
    [InlineData(400, Json, """{ "email": 7, "password": 7, "currentPassword": 7, "newPassword": 7, "token": 7 }""")]
    [InlineData(400, Json, """{ "email": {}, "password": [], "currentPassword": true, "newPassword": {}, "token": [] }""")]
    [InlineData(400, Json, """{ "email": null, "password": null, "currentPassword": null, "newPassword": null, "token": null }""")]
    [InlineData(415, "text/plain", "{}")]
    [InlineData(415, "application/xml", "<email/>")]
    public async Task What_is_no_request_is_refused(int status, string contentType, string body)
    {
        var person = await application.Gateway.NewPersonAsync();
        foreach (var (method, path, _) in Endpoints)
        {
            using var response = await SendAsync(person, method, path, body, contentType);
            await Problem.ReadAsync((HttpStatusCode)status, response);
        }
    }

    [Theory]
    [InlineData("' OR ''='")]
    [InlineData("'; DROP TABLE accounts; --")]
    [InlineData("\" UNION SELECT password_hash FROM accounts -- ")]
    [InlineData("@Email")]
    [InlineData("\\' OR 1=1 #")]
    public async Task Sql_is_text_like_any_other(string sql)
    {
        var person = await application.Gateway.NewPersonAsync();
        foreach (var (method, path, fields) in Endpoints)
        {
            var body = new JsonObject(fields.Select(field => KeyValuePair.Create<string, JsonNode?>(field, sql)));
            using var response = await SendAsync(person, method, path, body.ToJsonString(), Json);
            await Problem.ReadAsync(HttpStatusCode.BadRequest, response);
        }

        await application.Gateway.SignInAsync(person.Email);
    }

    [Fact]
    public async Task A_megabyte_in_a_field_is_refused_and_nine_are_not_even_read()
    {
        var person = await application.Gateway.NewPersonAsync();
        foreach (var (size, status) in new[] { (1_000_000, HttpStatusCode.BadRequest), (9_000_000, HttpStatusCode.RequestEntityTooLarge) })
        {
            var text = new string('a', size);
            foreach (var (method, path, fields) in Endpoints)
            {
                var body = new JsonObject(fields.Select(field => KeyValuePair.Create<string, JsonNode?>(field, text)));
                using var response = await SendAsync(person, method, path, body.ToJsonString(), Json);
                await Problem.ReadAsync(status, response);
            }
        }
    }

    private async Task<HttpResponseMessage> SendAsync(Person person, string method, string path, string body, string contentType)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Authorization = new("Bearer", person.Tokens.AccessToken);

        // Or the connection breaks under what is still being sent when the answer is there.
        request.Headers.ExpectContinue = body.Length > 8 << 20;
        request.Content = new StringContent(body, Encoding.UTF8, contentType);
        return await application.Gateway.SendAsync(request);
    }
}
