using System.ComponentModel.DataAnnotations;

using Email.Smtp;

namespace Email.Sending;

/// <summary>The section <c>Sending</c>.</summary>
internal sealed class SendingOptions
{
    /// <summary>How long it is remembered who was sent what. Unsure mails stay until they are settled.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan KeptFor { get; init; } = TimeSpan.FromDays(30);

    /// <summary>
    /// A message without an id that comes again is compared with equal ones of this time: was one of them sent, this may be the same.
    /// </summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan EqualsKeptFor { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// After this time nobody is sending a mail any more, and it is unsure: more than it takes to send it
    /// (<see cref="SmtpOptions.SendTimeout"/>) and to write that down.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:10", "01:00:00")]
    public TimeSpan SendingTakesAtMost { get; init; } = TimeSpan.FromMinutes(3);
}
