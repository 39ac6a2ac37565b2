using Gateway.Configuration;

namespace Gateway.Tests.Pure;

public sealed class GatewayFaultsTests
{
    [Fact]
    public void Defaults_have_no_fault() => Assert.Empty(GatewayFaults.Of(new GatewayOptions()));

    [Fact]
    public void All_faults_of_all_routes_are_told_at_once_with_their_paths()
    {
        var options = new GatewayOptions
        {
            Routes = new Dictionary<string, GatewayRoute>
            {
                ["a"] = new() { Service = "", Paths = [] },
                ["b"] = new()
                {
                    Service = "b",
                    Paths = ["/b", "b", "/b/{"],
                    Methods = ["GET", "get", "TRACE"],
                    Anonymous = true,
                    Role = "admin",
                    Timeout = TimeSpan.Zero,
                    ActivityTimeout = TimeSpan.FromDays(2),
                },
            },
            TrustedProxies = ["10.0.0.0/8", "::1", "10.0.0.0/33", "nginx"],
            HealthPort = 70_000,
            Limits = new LimitOptions { BodyBytes = 0 },
            Upstreams = new UpstreamOptions { Prewarmed = 65 },
            Cors = new CrossOriginOptions { Origins = ["https://shop.example.no", "https://shop.example.no/", "*"] },
        };

        Assert.Equal(
            [
                "Gateway:Routes:a:Service",
                "Gateway:Routes:a:Paths",
                "Gateway:Routes:b:Paths:1",
                "Gateway:Routes:b:Paths:2",
                "Gateway:Routes:b:Methods:1",
                "Gateway:Routes:b:Methods:2",
                "Gateway:Routes:b:Role",
                "Gateway:Routes:b:Timeout",
                "Gateway:Routes:b:ActivityTimeout",
                "Gateway:TrustedProxies:2",
                "Gateway:TrustedProxies:3",
                "Gateway:Cors:Origins:1",
                "Gateway:Cors:Origins:2",
                "Gateway:HealthPort",
                "Gateway:Limits:BodyBytes",
                "Gateway:Upstreams:Prewarmed",
            ],
            GatewayFaults.Of(options).Select(fault => fault[..fault.IndexOf(": ", StringComparison.Ordinal)]));
    }
}
