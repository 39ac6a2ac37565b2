using System.Security.Cryptography;
using Aspire.Hosting;
using Microsoft.Extensions.Configuration;

namespace Hosting.Run.Dashboard;

/// <summary>How the dashboard's process is configured, and where it can then be found.</summary>
/// <remarks>Variables and defaults are those of Aspire 13.5, so that the same launch profile works with Microsoft's packages.</remarks>
internal sealed class DashboardSettings
{
    internal const string UrlsKey = "ASPNETCORE_URLS";
    internal const string OtlpGrpcKey = "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL";
    internal const string OtlpHttpKey = "ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL";
    internal const string OtlpApiKeyKey = "AppHost:OtlpApiKey";
    internal const string ResourceServiceApiKeyKey = "AppHost:ResourceService:ApiKey";
    internal const string BrowserTokenKey = "AppHost:BrowserToken";

    private const string DefaultUrl = "http://localhost:18888";
    private const string AllowHttp = "ASPIRE_ALLOW_UNSECURED_TRANSPORT";
    private static readonly string[] AllowAnonymous =
        ["ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS", "DOTNET_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS"];

    private DashboardSettings(IReadOnlyDictionary<string, string> environment, Uri url, Uri loginUrl, Uri otlpEndpoint)
    {
        Environment = environment;
        Url = url;
        LoginUrl = loginUrl;
        OtlpEndpoint = otlpEndpoint;
    }

    /// <summary>Variables of the process, secrets among them.</summary>
    internal IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>Its first page; https where there are both.</summary>
    internal Uri Url { get; }

    /// <summary>Its first page for whoever has this link; the same as <see cref="Url"/> where no login is asked.</summary>
    internal Uri LoginUrl { get; }

    /// <summary>Where processes send telemetry by gRPC.</summary>
    internal Uri OtlpEndpoint { get; }

    /// <param name="configuration">The app host's.</param>
    /// <param name="resourceService">Where <see cref="ResourceServiceHost"/> serves.</param>
    /// <param name="keys">What the parties authenticate with.</param>
    /// <param name="freePort">Finds a port in place of one that is left open.</param>
    /// <exception cref="DistributedApplicationException">Addresses are no URLs, or not https though they must be; all are named.</exception>
    internal static DashboardSettings Create(IConfiguration configuration, Uri resourceService, DashboardKeys keys, Func<int> freePort)
    {
        var faults = AddressFaults(configuration).ToList();
        if (faults.Count > 0)
        {
            throw new DistributedApplicationException(string.Join('\n', faults));
        }

        var urls = Addresses(configuration, UrlsKey).DefaultIfEmpty(DefaultUrl).Select(text => WithPort(text, freePort)).ToList();
        var otlpGrpc = WithPort(Addresses(configuration, OtlpGrpcKey).FirstOrDefault("http://localhost:0"), freePort);
        var anonymous = AllowAnonymous.Any(key => IsTrue(configuration, key));

        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [UrlsKey] = string.Join(';', urls.Select(Text)),
            [OtlpGrpcKey] = Text(otlpGrpc),
            [ResourceServiceHost.AddressKey] = Text(resourceService),
            ["DASHBOARD__RESOURCESERVICECLIENT__AUTHMODE"] = "ApiKey",
            ["DASHBOARD__RESOURCESERVICECLIENT__APIKEY"] = keys.ResourceService,

            // Whatever the app host's environment is: Development would serve the dashboard's own debug pages.
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["DOTNET_ENVIRONMENT"] = "Production",
            ["DASHBOARD__DEBUGSESSION__TELEMETRYOPTOUT"] = "true",
            ["DASHBOARD__UI__DISABLEAGENTHELP"] = "true",

            // Its API for agents and command lines, which nothing here calls.
            ["ASPIRE_DASHBOARD_API_DISABLED"] = "true",
            ["LOGGING__LOGLEVEL__DEFAULT"] = "Warning",

            // It warns that interactions are not supported here; connection faults are errors.
            ["LOGGING__LOGLEVEL__ASPIRE.DASHBOARD.SERVICECLIENT.DASHBOARDCLIENT"] = "Error",
            ["LOGGING__CONSOLE__FORMATTERNAME"] = "simple",
            ["LOGGING__CONSOLE__FORMATTEROPTIONS__SINGLELINE"] = "true",
        };
        if (Addresses(configuration, OtlpHttpKey).FirstOrDefault() is { } otlpHttp)
        {
            environment[OtlpHttpKey] = Text(WithPort(otlpHttp, freePort));
        }

        if (anonymous)
        {
            environment[AllowAnonymous[0]] = "true";
        }
        else
        {
            environment["DASHBOARD__FRONTEND__AUTHMODE"] = "BrowserToken";
            environment["DASHBOARD__FRONTEND__BROWSERTOKEN"] = keys.BrowserToken;
            environment["DASHBOARD__OTLP__AUTHMODE"] = "ApiKey";
            environment["DASHBOARD__OTLP__PRIMARYAPIKEY"] = keys.Otlp;
        }

        var url = urls.OrderByDescending(address => address.Scheme == Uri.UriSchemeHttps).First();
        return new DashboardSettings(environment, url, anonymous ? url : new Uri(url, $"/login?t={keys.BrowserToken}"), otlpGrpc);
    }

    private static IEnumerable<string> AddressFaults(IConfiguration configuration)
    {
        var httpIsAllowed = IsTrue(configuration, AllowHttp);
        foreach (var key in new[] { UrlsKey, OtlpGrpcKey, OtlpHttpKey, ResourceServiceHost.AddressKey })
        {
            foreach (var text in Addresses(configuration, key))
            {
                if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
                {
                    yield return $"{key}: '{text}' is not an http or https address.";
                }
                else if (address.Scheme == "http" && !httpIsAllowed)
                {
                    yield return $"{key}: '{text}' is not https. Set {AllowHttp}=true in the launch profile to allow that.";
                }
            }
        }
    }

    private static string[] Addresses(IConfiguration configuration, string key) =>
        (configuration[key] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool IsTrue(IConfiguration configuration, string key) =>
        configuration[key] is "1" || string.Equals(configuration[key], "true", StringComparison.OrdinalIgnoreCase);

    private static Uri WithPort(string text, Func<int> freePort)
    {
        var address = new UriBuilder(text);
        if (address.Port == 0)
        {
            address.Port = freePort();
        }

        return address.Uri;
    }

    private static string Text(Uri address) => address.GetLeftPart(UriPartial.Authority);
}

/// <param name="ResourceService">The dashboard to the app host.</param>
/// <param name="BrowserToken">A person to the dashboard.</param>
/// <param name="Otlp">Processes that send telemetry to the dashboard.</param>
internal sealed record DashboardKeys(string ResourceService, string BrowserToken, string Otlp)
{
    /// <summary>Those that are configured, and new ones for the rest.</summary>
    internal static DashboardKeys Of(IConfiguration configuration) => new(
        Configured(configuration, DashboardSettings.ResourceServiceApiKeyKey),
        Configured(configuration, DashboardSettings.BrowserTokenKey),
        Configured(configuration, DashboardSettings.OtlpApiKeyKey));

    private static string Configured(IConfiguration configuration, string key) =>
        configuration[key] is { Length: > 0 } value ? value : Generate();

    /// <summary>128 bits.</summary>
    private static string Generate() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    // A record prints its members; these are secrets.
    public override string ToString() => "***";
}
