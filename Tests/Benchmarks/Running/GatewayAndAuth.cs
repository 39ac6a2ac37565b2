using System.Globalization;
using System.Text.RegularExpressions;
using Harness.Gateways;

namespace Benchmarks.Running;

/// <summary>A gateway and a replica of Auth behind it.</summary>
internal sealed partial class GatewayAndAuth : IAsyncDisposable
{
    private readonly GatewayProcess _gateway;
    private readonly AuthProcess _auth;

    private GatewayAndAuth(GatewayProcess gateway, AuthProcess auth) => (_gateway, _auth) = (gateway, auth);

    public Uri Gateway => _gateway.Address;

    public Uri Auth => _auth.Address;

    /// <summary>Spans that the processes said they lost, because a queue was full.</summary>
    public int DroppedSpans => Dropped().Matches(_gateway.Output + _auth.Output)
        .Sum(match => int.Parse(match.Groups["spans"].Value, CultureInfo.InvariantCulture));

    /// <param name="telemetry">Where both send their telemetry; null: they send none.</param>
    public static async Task<GatewayAndAuth> StartAsync(AuthApplication application, IReadOnlyDictionary<string, string?>? telemetry = null)
    {
        var auth = await AuthProcess.StartAsync(application, telemetry);
        try
        {
            return new(await GatewayProcess.StartAsync(GatewayUnderLoad.Settings(auth.Address).SetAll(telemetry)), auth);
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
