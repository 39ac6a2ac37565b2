using Auth.Keys;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Auth.Tokens;

/// <summary>Where Auth itself has the keys from that it checks tokens with: its memory, where others ask over HTTP.</summary>
internal sealed class OwnKeys : BaseConfigurationManager
{
    private readonly KeyRing _ring;
    private readonly string _issuer;
    private Snapshot? _snapshot;

    public OwnKeys(KeyRing ring, IOptions<TokensOptions> options)
    {
        (_ring, _issuer) = (ring, options.Value.Issuer!.OriginalString);

        // Else a key that was withdrawn would be believed for an hour, from the library's memory.
        UseLastKnownGoodConfiguration = false;
    }

    public override Task<BaseConfiguration> GetBaseConfigurationAsync(CancellationToken cancel)
    {
        var (published, current) = (_ring.Published, Volatile.Read(ref _snapshot));
        if (!ReferenceEquals(current?.Of, published))
        {
            var configuration = new OpenIdConnectConfiguration { Issuer = _issuer };
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
