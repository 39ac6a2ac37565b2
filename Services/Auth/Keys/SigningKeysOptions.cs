using System.ComponentModel.DataAnnotations;

namespace Auth.Keys;

/// <summary>The section <c>SigningKeys</c>.</summary>
internal sealed class SigningKeysOptions
{
    /// <summary>
    /// What the private keys are encrypted under in the database: random, 128 bits or more, which is 22 letters and
    /// digits. Its loss ends all access tokens in use.
    /// </summary>
    [Required]
    [MinLength(22)]
    public string Secret { get; init; } = string.Empty;

    /// <summary>How long a key signs.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "366.00:00:00")]
    public TimeSpan Rotation { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long a key is in the key set before it signs, so that it is known wherever its first token comes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan PublishedAhead { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How often a replica looks for what another one has done, and whether a new key is due.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Reload { get; init; } = TimeSpan.FromMinutes(1);
}
