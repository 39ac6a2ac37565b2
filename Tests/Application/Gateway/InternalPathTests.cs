using System.Net;
using System.Net.Http.Headers;
using Application.Tests.Auth;
using Application.Tests.Running;
using Aspire.Hosting.Testing;

namespace Application.Tests.Gateway;

[Collection(OneApplication.Name)]
public sealed class InternalPathTests(RunningApplication application)
{
    private static readonly string[] Internal = ["health", "alive", "openapi/v1.json"];

    /// <summary>Beneath the prefix that is routed, out of it again, and around it, each disguised in the ways that proxies have fallen for.</summary>
    private static readonly string[] Before =
    [
        "/auth/", "/auth//", "//auth/", "/AUTH/", "/auth/./", "/auth/%2e/", "/auth;/", "/auth/;/", "/auth%2f",
        "/auth/../", "/auth/..//", "/auth//../", "/auth/%2e%2e/", "/auth/%2E%2E/", "/auth/.%2e/", "/auth/%2e./", "/AUTH/../", "/auth/./../",
        "/auth/..%2f", "/auth/%2e%2e%2f", "/auth/%2e%2e%2F", "/auth/..%5c", "/auth/..\\", "/auth/..;/", "/auth/%252e%252e/", "/auth/accounts/../../",
        "//", "/./", "/%2e/", "/%2f", "/gateway/../", "/auth/http://auth/",
    ];

    public static TheoryData<string> Disguises() => new(Before);

    /// <summary>Without this, the spellings below might be refused only because nothing of the kind exists.</summary>
    [Theory]
    [InlineData("/health")]
    [InlineData("/alive")]
    [InlineData("/openapi/v1.json")]
    public async Task Auth_serves_them_to_its_neighbours(string path)
    {
        using var auth = application.App.CreateHttpClient("auth");
        using var response = await auth.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [MemberData(nameof(Disguises))]
    public async Task No_spelling_reaches_them_through_the_gateway(string before)
    {
        // Signed in, since otherwise the gateway might only have asked who is there.
        var person = await application.Gateway.NewPersonAsync();
        foreach (var path in Internal.SelectMany(path => new[] { path, path.ToUpperInvariant(), path.Replace("a", "%61", StringComparison.Ordinal) }))
        {
            // A URI that is sent as it stands: by default .NET resolves dots and decodes what need not be encoded.
            var asItStands = new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true };
            var address = new Uri(application.Gateway.BaseAddress!.GetLeftPart(UriPartial.Authority) + before + path, asItStands);
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", person.Tokens.AccessToken);
            using var response = await application.Gateway.SendAsync(request);
            Assert.True(response.StatusCode == HttpStatusCode.NotFound, $"{address.PathAndQuery} was answered with {response.StatusCode}.");
            await Problem.ReadAsync(HttpStatusCode.NotFound, response);
        }
    }
}
