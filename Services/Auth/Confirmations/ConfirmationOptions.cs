using System.ComponentModel.DataAnnotations;

namespace Auth.Confirmations;

/// <summary>The section <c>Confirmations</c>.</summary>
internal sealed class ConfirmationOptions
{
    /// <summary>How long a mail that confirms an address is good for.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan EmailLifetime { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How long a mail that resets a password is good for.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan ResetLifetime { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>An account gets no more than one mail of a kind in this time; further requests are answered, and do nothing.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(1);

    public TimeSpan Lifetime(MailTokenPurpose purpose) =>
        purpose == MailTokenPurpose.ConfirmEmail ? EmailLifetime : ResetLifetime;
}
