using System.Net;
using Application.Tests.Auth;
using Application.Tests.Running;
using Harness;
using Harness.Raw;

namespace Application.Tests.Gateway;

/// <summary>Walks every service of the app host, and tries what is internal of it through the gateway.</summary>
[Collection(OneApplication.Name)]
public sealed class InternalPathTests(RunningApplication application)
{
    /// <summary>
    /// What is put before the path: beneath a prefix that is routed, out of it again, around it, and by the service's own
    /// name and address, each disguised in the ways that proxies have fallen for.
    /// </summary>
    private static readonly string[] Before =
    [
        "/", "{prefix}/", "{prefix}//", "/{prefix}/", "{PREFIX}/", "{prefix}/./", "{prefix}/%2e/", "{prefix};/", "{prefix}/;/", "{prefix}%2f",
        "{prefix}/../", "{prefix}/..//", "{prefix}//../", "{prefix}/%2e%2e/", "{prefix}/%2E%2E/", "{prefix}/.%2e/", "{prefix}/%2e./",
        "{PREFIX}/../", "{prefix}/./../", "{prefix}/..%2f", "{prefix}/%2e%2e%2f", "{prefix}/%2e%2e%2F", "{prefix}/..%5c", "{prefix}/..\\",
        "{prefix}/..;/", "{prefix}/%252e%252e/", "{prefix}/accounts/../../", "{prefix}/..%00/", "{prefix}/%c0%ae%c0%ae/",
        "//", "/./", "/%2e/", "/%2f", "/gateway/../", "/{service}/", "{prefix}/http://{service}/",
        "http://{service}/", "http://{authority}/", "https://{authority}/", "http://user@{authority}/", "//{authority}/",
        "http://{service}{prefix}/../",
    ];

    /// <summary>The one that the request is for, or the one that it wants to reach.</summary>
    private static readonly string[] Hosts = ["{gateway}", "{service}", "{authority}"];

    /// <summary>Without this, what is tried below might be refused only because nothing of the kind exists.</summary>
    [Fact]
    public async Task Every_service_serves_what_is_internal_to_its_neighbours()
    {
        Assert.NotEmpty(InternalTargets.Services(application));
        foreach (var service in InternalTargets.Services(application))
        {
            var addresses = InternalTargets.Addresses(application, service);
            Assert.True(addresses.Count > 0, $"{service.Name} has no endpoint: nothing of it would be tried.");
            foreach (var path in new[] { "/health", "/alive", "/openapi/v1.json" })
            {
                using var client = new HttpClient { Timeout = Deadlines.Answer };
                var answers = await Task.WhenAll(addresses.Select(address => client.GetAsync(new Uri(address, path))));
                Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.OK);
                Array.ForEach(answers, answer => answer.Dispose());
            }
        }
    }

    [Fact]
    public async Task No_spelling_reaches_it_through_the_gateway()
    {
        // Signed in, since otherwise the gateway might only have asked who is there.
        var person = await application.Gateway.NewPersonAsync();
        foreach (var service in InternalTargets.Services(application))
        {
            var targets = await InternalTargets.OfAsync(application, service);
            Assert.NotEmpty(targets);
            foreach (var (target, before, host) in
                     from target in targets
                     from before in Before
                     from host in before == "/" ? Hosts : Hosts[..1]
                     from address in InternalTargets.Addresses(application, service)
                     from prefix in InternalTargets.Prefixes(service.Name)
                     select (target, Fill(before, service.Name, prefix, address), Fill(host, service.Name, prefix, address)))
            {
                foreach (var path in new HashSet<string>(
                    [target.Path, target.Path.ToUpperInvariant(), target.Path.Replace("a", "%61", StringComparison.Ordinal)]))
                {
                    await AssertAbsentAsync(target.Method, before + path, host, person.Tokens.AccessToken);
                }
            }
        }
    }

    [Fact]
    public void The_methods_of_a_grpc_service_are_found_in_its_description() => Assert.Contains(
        new InternalTarget("POST", "opentelemetry.proto.collector.trace.v1.TraceService/Export"),
        InternalTargets.GrpcMethods(Path.Combine(Repository.Root, "Tests/Application/Telemetry")));

    private async Task AssertAbsentAsync(string method, string target, string host, string accessToken)
    {
        var gateway = new UriBuilder(application.Gateway.BaseAddress!) { Host = "127.0.0.1" }.Uri;
        using var connection = await RawConnection.OpenAsync(gateway);
        var grpc = method == "POST" ? "Content-Type: application/grpc\r\nTE: trailers\r\nContent-Length: 5\r\n" : "";
        await connection.SendAsync(
            $"{method} {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{grpc}" +
            $"Authorization: Bearer {accessToken}\r\n{EachFromAnotherAddress.Header}: {EachFromAnotherAddress.NewAddress()}\r\n\r\n" +
            (grpc.Length > 0 ? "\0\0\0\0\0" : ""));
        var response = await connection.ReadResponseAsync(Deadlines.Answer);
        Assert.True(response?.Status is 404 or 400, $"{method} {target} for {host} was answered with {response?.Head}");
        Assert.Equal(["application/problem+json"], response!["Content-Type"]);
    }

    private string Fill(string text, string service, string prefix, Uri address) => text
        .Replace("{prefix}", prefix, StringComparison.Ordinal)
        .Replace("{PREFIX}", prefix.ToUpperInvariant(), StringComparison.Ordinal)
        .Replace("{service}", service, StringComparison.Ordinal)
        .Replace("{authority}", address.Authority, StringComparison.Ordinal)
        .Replace("{gateway}", application.Gateway.BaseAddress!.Authority, StringComparison.Ordinal);
}
