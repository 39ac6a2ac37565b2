using System.Globalization;
using System.Text.RegularExpressions;
using Harness.Gateways;
using Harness.Processes;

namespace Benchmarks.Running;

/// <summary>A gateway and an Auth of its own behind it.</summary>
internal sealed partial class GatewayAndAuth : IAsyncDisposable
{
    private readonly GatewayProcess _gateway;
    private readonly ChildProcess _auth;

    private GatewayAndAuth(GatewayProcess gateway, ChildProcess auth, Uri authAddress) => (_gateway, _auth, Auth) = (gateway, auth, authAddress);

    public Uri Gateway => _gateway.Address;

    public Uri Auth { get; }

    /// <summary>Spans that the processes said they lost, because a queue was full.</summary>
    public int DroppedSpans => Dropped().Matches(_gateway.Output + _auth.Output).Sum(match => int.Parse(match.Groups["spans"].Value, CultureInfo.InvariantCulture));

    /// <param name="like">A replica of the AppHost: the new one works on the same database with the same settings.</param>
    /// <param name="telemetry">Where both send their telemetry; empty: they send none.</param>
    public static async Task<GatewayAndAuth> StartAsync(AuthReplica like, IReadOnlyDictionary<string, string?> telemetry)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort.Next()}");
        var environment = like.Environment.ToDictionary(StringComparer.Ordinal);
        environment["ASPNETCORE_URLS"] = address.ToString();
        foreach (var (name, value) in telemetry)
        {
            environment[name] = value;
        }

        var auth = await DotNetProgram.StartAsync("Services/Auth", "Auth.dll", environment);
        try
        {
            var settings = GatewayUnderLoad.Settings(address);
            foreach (var (name, value) in telemetry)
            {
                settings.Set(name, value);
            }

            return new(await GatewayProcess.StartAsync(settings), auth, address);
        }
        catch
        {
            await auth.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _auth.DisposeAsync();
    }

    /// <summary>ServiceDefaults' warning.</summary>
    [GeneratedRegex(@"Telemetry was dropped: (?<spans>\d+) spans", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Dropped();
}
