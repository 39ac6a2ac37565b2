using Auth.Keys;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Auth.Tokens;

/// <summary>Where Auth itself has the keys from that it checks tokens with: its memory, where others ask over HTTP.</summary>
internal sealed class OwnKeys(KeyRing ring, IOptions<TokensOptions> options) : BaseConfigurationManager
{
    private Snapshot? _snapshot;

    public override Task<BaseConfiguration> GetBaseConfigurationAsync(CancellationToken cancel)
    {
        var (published, current) = (ring.Published, Volatile.Read(ref _snapshot));
        if (!ReferenceEquals(current?.Of, published))
        {
            var configuration = new OpenIdConnectConfiguration { Issuer = options.Value.Issuer!.OriginalString };
            foreach (var key in published)
            {
                configuration.SigningKeys.Add(key.Pair);
            }

            current = new Snapshot(published, Task.FromResult<BaseConfiguration>(configuration));
            Volatile.Write(ref _snapshot, current);
        }

        return current!.Configuration;
    }

    /// <summary>A token names an unknown key. No replica signs with one that the others have not loaded long before.</summary>
    public override void RequestRefresh()
    {
    }

    private sealed record Snapshot(IReadOnlyList<SigningKey> Of, Task<BaseConfiguration> Configuration);
}
