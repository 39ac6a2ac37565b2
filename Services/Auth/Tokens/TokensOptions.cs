using System.ComponentModel.DataAnnotations;

namespace Auth.Tokens;

/// <summary>The section <c>Tokens</c>.</summary>
internal sealed class TokensOptions
{
    /// <summary>
    /// Who the tokens say they are from, and the address under which the outside finds its metadata: this service's
    /// prefix at the gateway, such as <c>https://example.org/auth</c>.
    /// </summary>
    [Required]
    public Uri? Issuer { get; init; }

    /// <summary>Who the tokens are for.</summary>
    [Required]
    public string Audience { get; init; } = "api";

    /// <summary>It is also how long a signed-out user's last access token is still taken by those who ask nobody.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan AccessTokenLifetime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>OpenID Connect Discovery 1.0: no query, no fragment. Written without a slash at its end.</summary>
    public bool HasHttpIssuer =>
        Issuer is { IsAbsoluteUri: true, Query.Length: 0, Fragment.Length: 0 } issuer
        && (issuer.Scheme == Uri.UriSchemeHttp || issuer.Scheme == Uri.UriSchemeHttps)
        && !issuer.OriginalString.EndsWith('/');
}
