using Harness.Gateways;

namespace Gateway.Tests.Configuration;

/// <summary>Settings that are wrong stop the process, and it says all that is wrong.</summary>
public sealed class StartTests
{
    [Fact]
    public async Task Every_fault_is_told_and_ends_the_start()
    {
        var ended = await FailAsync(new GatewaySettings()
            .Set("Gateway:Routes:shop:Paths:0", "/shop/{")
            .Set("Gateway:TrustedProxies:0", "nginx")
            .Set("Gateway:Limits:HeaderBytes", "12"));
        Assert.Contains("Gateway:Routes:shop:Service", ended, StringComparison.Ordinal);
        Assert.Contains("Gateway:Routes:shop:Paths:0", ended, StringComparison.Ordinal);
        Assert.Contains("Gateway:TrustedProxies:0", ended, StringComparison.Ordinal);
        Assert.Contains("Gateway:Limits:HeaderBytes", ended, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_nobody_knows_ends_the_start() =>
        Assert.Contains("HedersTimeout", await FailAsync(new GatewaySettings().Set("Gateway:Limits:HedersTimeout", "00:00:01")), StringComparison.Ordinal);

    [Fact]
    public async Task A_health_port_on_which_nobody_listens_ends_the_start() =>
        Assert.Contains("HealthPort is 1,", await FailAsync(new GatewaySettings().Set("Gateway:HealthPort", "1")), StringComparison.Ordinal);

    /// <returns>How it ended, and everything it said.</returns>
    private static async Task<string> FailAsync(GatewaySettings settings)
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await using var gateway = await GatewayProcess.StartAsync(settings);
        });
        Assert.Matches("ended with exit code [1-9]", failure.Message);
        return failure.Message;
    }
}
