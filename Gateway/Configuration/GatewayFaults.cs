using System.ComponentModel.DataAnnotations;
using System.Net;
using Gateway.Outsiders;
using Microsoft.Extensions.Options;

namespace Gateway.Configuration;

/// <summary>Everything that is wrong with the section <c>Gateway</c>, at once, each fault with its configuration path.</summary>
internal sealed class GatewayFaults : IValidateOptions<GatewayOptions>
{
    public const string Section = "Gateway";

    public ValidateOptionsResult Validate(string? name, GatewayOptions options) =>
        Of(options).ToList() is { Count: > 0 } faults ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;

    public static IEnumerable<string> Of(GatewayOptions options) =>
    [
        .. options.Routes.SelectMany(route => RouteFaults.Of($"{Section}:Routes:{route.Key}", route.Value)),
        .. RouteConflicts.Of($"{Section}:Routes", options.Routes),
        .. options.TrustedProxies.Select((proxy, n) => OfProxy($"{Section}:TrustedProxies:{n}", proxy)).OfType<string>(),
        .. options.Cors.Origins.Select((origin, n) => OfOrigin($"{Section}:Cors:Origins:{n}", origin)).OfType<string>(),
        .. options.HealthPort is < IPEndPoint.MinPort + 1 or > IPEndPoint.MaxPort
            ? [$"{Section}:HealthPort: {options.HealthPort} is no port."]
            : Array.Empty<string>(),
        .. OfValues($"{Section}:Limits", options.Limits),
        .. OfValues($"{Section}:RateLimits", options.RateLimits),
        .. OfValues($"{Section}:RateLimits:Client", options.RateLimits.Client),
        .. OfValues($"{Section}:RateLimits:Credentials", options.RateLimits.Credentials),
        .. OfValues($"{Section}:Upstreams", options.Upstreams),
        .. UpstreamFaults.Of(Section, options),
        .. OfValues($"{Section}:Retries", options.Retries),
        .. OfValues($"{Section}:Cache", options.Cache),
    ];

    private static string? OfProxy(string path, string proxy) =>
        TrustedProxies.TryParse(proxy, out _) ? null : $"{path}: '{proxy}' is neither an address nor a network such as 10.0.0.0/8.";

    private static string? OfOrigin(string path, string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && uri.GetLeftPart(UriPartial.Authority).Equals(origin, StringComparison.OrdinalIgnoreCase)
            ? null
            : $"{path}: '{origin}' is no origin such as https://shop.example.no.";

    /// <summary>The data annotations of one part; the options framework looks at those of the root only.</summary>
    private static IEnumerable<string> OfValues(string path, object part)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(part, new ValidationContext(part), results, validateAllProperties: true);
        return results.Select(result => $"{path}:{string.Join(',', result.MemberNames)}: {result.ErrorMessage}");
    }
}
