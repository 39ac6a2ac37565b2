using System.ComponentModel.DataAnnotations;

namespace Auth.Confirmations;

/// <summary>The section <c>Confirmations</c>.</summary>
internal sealed class ConfirmationOptions
{
    /// <summary>Where people reach the pages that the links in mails lead to, such as <c>https://example.org</c>.</summary>
    [Required]
    public Uri? PublicAddress { get; init; }

    /// <summary>How long a mail that confirms an address is good for.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan EmailLifetime { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How long a mail that resets a password is good for.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan ResetLifetime { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>
    /// How long an address that waits for its confirmation gets no further mail. Requests are answered, and do nothing.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan EmailInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long a link that resets a password is safe from being replaced: whoever knows the address can ask for another,
    /// and the owner's would be worthless before it is read.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan ResetInterval { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How many mails of a kind an account gets in 24 hours.</summary>
    [Range(1, 1000)]
    public int MailsPerDay { get; init; } = 20;

    public bool HasHttpAddress =>
        PublicAddress is { IsAbsoluteUri: true, Query.Length: 0, Fragment.Length: 0, UserInfo.Length: 0 } address
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps);

    public TimeSpan Lifetime(MailTokenPurpose purpose) =>
        purpose == MailTokenPurpose.ConfirmEmail ? EmailLifetime : ResetLifetime;

    public TimeSpan Interval(MailTokenPurpose purpose) =>
        purpose == MailTokenPurpose.ConfirmEmail ? EmailInterval : ResetInterval;
}
