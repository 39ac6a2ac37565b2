using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Application.Tests.Administration;
using Application.Tests.Auth;
using Application.Tests.Gateway;
using Application.Tests.Running;

namespace Application.Tests.OwnAccount;

/// <summary>Every endpoint that takes a body, and bodies that nobody should send.</summary>
[Collection(OneApplication.Name)]
public sealed class HostileInputTests(RunningApplication application)
{
    private const string Json = "application/json";

    [Theory]
    [InlineData(400, Json, "{")]
    [InlineData(400, Json, "")]
    [InlineData(400, Json, "null")]
    [InlineData(400, Json, "[]")]
    [InlineData(400, Json, "7")]
    [InlineData(400, Json, "{}")]
    [InlineData(415, "text/plain", "{}")]
    [InlineData(415, "application/xml", "<email/>")]
    public async Task What_is_no_request_is_refused(int status, string contentType, string body) =>
        await ForEachAsync((HttpStatusCode)status, _ => body, contentType);

    [Theory]
    [InlineData("7")]
    [InlineData("true")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[7]")]
    public async Task A_field_of_another_type_is_refused(string value) => await ForEachAsync(
        HttpStatusCode.BadRequest,
        operation => new JsonObject(operation.Fields.Select(field => KeyValuePair.Create(field.Key, JsonNode.Parse(value)))).ToJsonString());

    [Theory]
    [InlineData("' OR ''='")]
    [InlineData("'; DROP TABLE accounts; --")]
    [InlineData("\" UNION SELECT password_hash FROM accounts -- ")]
    [InlineData("@Email")]
    [InlineData("\\' OR 1=1 #")]
    public async Task Sql_is_text_like_any_other(string sql)
    {
        var person = await ForEachAsync(expected: null, operation => operation.BodyOf(sql).ToJsonString());
        await application.Gateway.SignInAsync(person.Email);
    }

    [Fact]
    public async Task A_megabyte_in_a_field_is_refused_and_nine_are_not_even_read()
    {
        var (one, nine) = (new string('a', 1_000_000), new string('a', 9_000_000));
        await ForEachAsync(HttpStatusCode.BadRequest, operation => operation.BodyOf(one).ToJsonString());
        await ForEachAsync(HttpStatusCode.RequestEntityTooLarge, operation => operation.BodyOf(nine).ToJsonString());
    }

    /// <summary>As an administrator, to whom nothing is forbidden for another reason.</summary>
    /// <param name="expected">Null: as for any text that is nobody's.</param>
    private async Task<Person> ForEachAsync(HttpStatusCode? expected, Func<Operation, string> body, string contentType = Json)
    {
        var admin = await application.NewAdminAsync();
        var operations = (await Operations.ReadAsync(application)).Where(operation => operation.HasBody).ToList();
        Assert.Superset(
            new HashSet<string>(["/auth/login", "/auth/logout", "/auth/register", "/auth/me/password"]),
            operations.Select(operation => operation.Path).ToHashSet());
        foreach (var operation in operations)
        {
            using var response = await SendAsync(admin, operation.Method, operation.Path, body(operation), contentType);
            if ((expected ?? ToNobodys(operation.Path)) is { } status && (int)status >= 400)
            {
                Assert.True(response.StatusCode == status, $"{operation.Method} {operation.Path} was answered with {response.StatusCode}.");
                await Problem.ReadAsync(status, response);
            }
            else
            {
                Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
            }
        }

        return admin;
    }

    /// <summary>An address and password, or a token, that nobody has; all else is no such thing at all.</summary>
    private static HttpStatusCode ToNobodys(string path) => path switch
    {
        "/auth/login" or "/auth/refresh" => HttpStatusCode.Unauthorized,
        "/auth/logout" => HttpStatusCode.NoContent,
        _ => HttpStatusCode.BadRequest,
    };

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
