using Auth.Tokens;
using Microsoft.Extensions.Options;

namespace Auth.Keys;

/// <summary>
/// When a key is made, signs, and goes. A key is published ahead of its first signature and stays until the last token
/// under it has expired everywhere; so no token that lives is ever without its key. All lists are in the order of
/// <see cref="SigningKey.SignsFrom"/>.
/// </summary>
internal sealed class KeySchedule(IOptions<SigningKeysOptions> options, IOptions<TokensOptions> tokens)
{
    // Who verifies may be late by its clock (30 s by default), a replica that signs by its own.
    private static readonly TimeSpan ClockMargin = TimeSpan.FromMinutes(5);

    private readonly SigningKeysOptions _options = options.Value;
    private readonly TimeSpan _tokenLife = tokens.Value.AccessTokenLifetime + ClockMargin;

    /// <summary>The youngest whose time has come. At the very start, before any has, the first.</summary>
    public static SigningKey Signing(IReadOnlyList<SigningKey> keys, DateTimeOffset now) =>
        keys.LastOrDefault(key => key.SignsFrom <= now) ?? keys[0];

    /// <summary>From when the key that is to be made now shall sign; null while none is due.</summary>
    public DateTimeOffset? NextSignsFrom(IReadOnlyList<SigningKey> keys, DateTimeOffset now)
    {
        if (keys.Count == 0)
        {
            // Nobody knows an older one.
            return now;
        }

        var due = keys[^1].SignsFrom + _options.Rotation - _options.PublishedAhead;
        return now >= due ? now + _options.PublishedAhead : null;
    }

    /// <summary>Those under which no token lives any more.</summary>
    public IEnumerable<SigningKey> Expired(IReadOnlyList<SigningKey> keys, DateTimeOffset now) =>
        keys.Zip(keys.Skip(1)).TakeWhile(pair => pair.Second.SignsFrom + _tokenLife <= now).Select(pair => pair.First);
}
