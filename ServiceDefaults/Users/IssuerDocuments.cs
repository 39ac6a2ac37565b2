using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace ServiceDefaults.Users;

/// <summary>Reads an issuer's metadata and its keys.</summary>
internal sealed class IssuerDocuments(IHttpClientFactory clients, IOptions<UsersOptions> options)
{
    public const string Client = "issuer";

    /// <summary>For both documents, with all retries: requests wait for the first keys.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(3);

    /// <summary>Some keys are some hundred bytes.</summary>
    public static void Limit(HttpClient client) => client.MaxResponseContentBufferSize = 256 * 1024;

    /// <summary>
    /// The keys are read from the host of the metadata, at the path that it names: its public address would lead a
    /// neighbour out of the private network and in again through the gateway.
    /// </summary>
    /// <exception cref="InvalidDataException">A document lacks what tokens are checked by.</exception>
    /// <exception cref="HttpRequestException">The issuer refuses or cannot be reached.</exception>
    /// <exception cref="OperationCanceledException">The deadline is over.</exception>
    public async Task<OpenIdConnectConfiguration> ReadAsync()
    {
        using var deadline = new CancellationTokenSource(Deadline);
        using var client = clients.CreateClient(Client);
        var metadataAddress = options.Value.MetadataAddress;
        var metadata = new OpenIdConnectConfiguration(await client.GetStringAsync(metadataAddress, deadline.Token));
        if (string.IsNullOrEmpty(metadata.Issuer) || !Uri.TryCreate(metadata.JwksUri, UriKind.Absolute, out var publicAddress))
        {
            throw new InvalidDataException($"{metadataAddress} has no issuer or no absolute jwks_uri.");
        }

        var keysAddress = new Uri(metadataAddress, publicAddress.PathAndQuery);
        metadata.JsonWebKeySet = new JsonWebKeySet(await client.GetStringAsync(keysAddress, deadline.Token));
        foreach (var key in metadata.JsonWebKeySet.GetSigningKeys())
        {
            metadata.SigningKeys.Add(key);
        }

        return metadata.SigningKeys.Count > 0 ? metadata : throw new InvalidDataException($"{keysAddress} has no signing key.");
    }
}
