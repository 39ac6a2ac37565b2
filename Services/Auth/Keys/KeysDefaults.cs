using Auth.Tokens;
using Microsoft.Extensions.Options;
using ServiceDefaults;

namespace Auth.Keys;

internal static class KeysDefaults
{
    // Replicas see a new key with their next load, then caches hold the set without it for as long as we allowed.
    private const string TooLate =
        "SigningKeys:PublishedAhead must be at least SigningKeys:Reload and the 5 minutes for which the key set is cached.";

    private const string TooShort =
        "SigningKeys:Rotation must be longer than SigningKeys:PublishedAhead and Tokens:AccessTokenLifetime together.";

    /// <summary>To be called after <c>AddMigrations</c>: hosted services start in this order.</summary>
    public static void AddSigningKeys(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<SigningKeysOptions>("SigningKeys")
            .Validate(keys => keys.PublishedAhead >= keys.Reload + PublishedDocument.MaxAge, TooLate)
            .Validate<IOptions<TokensOptions>>(
                (keys, tokens) => keys.Rotation > keys.PublishedAhead + tokens.Value.AccessTokenLifetime, TooShort);

        builder.Services.AddSingleton<SigningKeysStore>();
        builder.Services.AddSingleton<KeyEncryption>();
        builder.Services.AddSingleton<KeySchedule>();
        builder.Services.AddSingleton<KeyRing>();
        builder.Services.AddHostedService<KeyRotation>();
    }
}
