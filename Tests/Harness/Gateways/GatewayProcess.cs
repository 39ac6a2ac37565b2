using Harness.Processes;

namespace Harness.Gateways;

/// <summary>The gateway as built, in a process of its own, at ports of its own.</summary>
public sealed class GatewayProcess : IAsyncDisposable
{
    private readonly ChildProcess _process;

    private GatewayProcess(ChildProcess process, Uri address, Uri health)
    {
        (_process, Address, Health) = (process, address, health);
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = address,
            Timeout = Deadlines.Answer,
        };
    }

    /// <summary>What the outside sees.</summary>
    public Uri Address { get; }

    /// <summary>What whoever runs it sees: /health and /alive.</summary>
    public Uri Health { get; }

    /// <summary>Somebody outside, at 127.0.0.1.</summary>
    public HttpClient Client { get; }

    /// <summary>Everything it logged; put it into the message of what fails.</summary>
    public string Output => _process.Output;

    /// <summary>Starts it and waits until it serves.</summary>
    /// <param name="scheme">
    /// Of <see cref="Address"/>; for https the settings name a certificate of the endpoint Https, as the gateway's README has it.
    /// </param>
    public static async Task<GatewayProcess> StartAsync(GatewaySettings settings, string scheme = "http")
    {
        var (address, health) = (new Uri($"{scheme}://127.0.0.1:{FreePort.Next()}"), new Uri($"http://127.0.0.1:{FreePort.Next()}"));
        var environment = new Dictionary<string, string?>
        {
            ["Gateway__HealthPort"] = $"{health.Port}",
            ["OTEL_SERVICE_NAME"] = "gateway",
        };
        if (scheme == Uri.UriSchemeHttps)
        {
            environment["Kestrel__Endpoints__Https__Url"] = address.ToString();
            environment["Kestrel__Endpoints__Https__Protocols"] = "Http1AndHttp2";
            environment["Kestrel__Endpoints__Health__Url"] = health.ToString();
        }
        else
        {
            environment["ASPNETCORE_URLS"] = $"{address};{health}";
        }

        foreach (var (name, value) in settings.Environment)
        {
            environment[name] = value;
        }

        return new GatewayProcess(await DotNetProgram.StartAsync("Gateway", "Gateway.dll", environment), address, health);
    }

    /// <summary>Ends it in good order: by then its telemetry has been sent.</summary>
    public async Task StopAsync()
    {
        _process.Terminate();
        await _process.EndAsync(Deadlines.Stop);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _process.DisposeAsync();
    }
}
