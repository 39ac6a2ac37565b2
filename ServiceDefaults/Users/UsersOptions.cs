using System.ComponentModel.DataAnnotations;

namespace ServiceDefaults.Users;

/// <summary>The section <c>Users</c>: whose access tokens a service takes.</summary>
internal sealed class UsersOptions
{
    /// <summary>
    /// The issuer's metadata (OpenID Connect Discovery 1.0), by service discovery. It says which issuer a token must
    /// name; the keys come from the same host.
    /// </summary>
    [Required]
    public Uri MetadataAddress { get; init; } = new("http://auth/auth/.well-known/openid-configuration");

    /// <summary>A token is refused unless it was made for this audience.</summary>
    [Required]
    public string Audience { get; init; } = "api";

    /// <summary>How far the clocks of issuer and service may be apart.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Relative addresses, file paths and the like have no host to ask.</summary>
    public bool HasHttpAddress =>
        MetadataAddress.IsAbsoluteUri && (MetadataAddress.Scheme == Uri.UriSchemeHttp || MetadataAddress.Scheme == Uri.UriSchemeHttps);
}
