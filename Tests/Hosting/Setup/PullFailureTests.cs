using Hosting.Setup.Images;

namespace Hosting.Tests.Setup;

/// <summary>What Docker and Podman printed, with other names and addresses.</summary>
public class PullFailureTests
{
    [Theory]
    [InlineData("""Error response from daemon: Get "https://registry.example/v2/": dial tcp: lookup registry.example on 192.0.2.53:53: no such host""")]
    [InlineData("""Error response from daemon: Get "https://registry.example/v2/": dial tcp: lookup registry.example on 192.0.2.53:53: server misbehaving""")]
    [InlineData("""Error response from daemon: Get "http://localhost:5999/v2/": dial tcp 127.0.0.1:5999: connect: connection refused""")]
    [InlineData("""Error response from daemon: Get "https://registry.example/v2/": dial tcp 192.0.2.7:443: connect: network is unreachable""")]
    [InlineData("""Error response from daemon: Get "https://registry.example/v2/": dial tcp 192.0.2.7:443: i/o timeout""")]
    [InlineData("""Error response from daemon: Get "https://registry.example/v2/": net/http: TLS handshake timeout""")]
    [InlineData("""Error response from daemon: Get "https://registry.example/v2/": x509: certificate signed by unknown authority""")]
    [InlineData("""Error response from daemon: Get "https://registry.example/v2/": proxyconnect tcp: dial tcp 192.0.2.8:3128: connect: no route to host""")]
    [InlineData("""Error response from daemon: Get "https://registry.example/v2/": EOF""")]
    [InlineData("Error response from daemon: Get \"https://registry.example/v2/\": net/http: request canceled while waiting for connection "
        + "(Client.Timeout exceeded while awaiting headers)")]
    [InlineData("Error: initializing source docker://registry.example/library/mysql:9.7: pinging container registry registry.example: "
        + "Get \"https://registry.example/v2/\": dial tcp: lookup registry.example: Temporary failure in name resolution")]
    public void A_registry_that_cannot_be_reached_is_a_reason_for_an_offline_image(string error) => Assert.True(PullFailure.IsUnreachable(error));

    [Theory]
    [InlineData("""Error response from daemon: error parsing HTTP 400 response body: invalid character 'R' looking for beginning of value: "Repository not permitted by container policy" """)]
    [InlineData("""Error response from daemon: error parsing HTTP 502 response body: invalid character 'd' looking for beginning of value: "dial tcp 192.0.2.7:443: i/o timeout" """)]
    [InlineData("Error response from daemon: toomanyrequests: You have reached your pull rate limit. You may increase the limit by authenticating and upgrading")]
    [InlineData("""Error response from daemon: Get "https://registry.example/v2/library/mysql/manifests/9.7": unauthorized: authentication required""")]
    [InlineData("Error response from daemon: pull access denied for mysql, repository does not exist or may require 'docker login': denied: requested access to the resource is denied")]
    [InlineData("Error response from daemon: manifest for registry.example/library/mysql:9.99 not found: manifest unknown: manifest unknown")]
    [InlineData("Error response from daemon: received unexpected HTTP status: 503 Service Unavailable")]
    [InlineData("Error response from daemon: Get \"https://registry.example/v2/\": http: server gave HTTP response to HTTPS client")]
    [InlineData("invalid reference format")]
    [InlineData("write /var/lib/docker/tmp/GetImageBlob123: no space left on device")]
    [InlineData("docker did not end within 900 s")]
    [InlineData("failed to connect to the docker API at unix:///var/run/docker.sock: dial unix /var/run/docker.sock: connect: connection refused")]
    [InlineData("")]
    public void Any_other_failure_is_for_a_person_to_see(string error) => Assert.False(PullFailure.IsUnreachable(error));
}
