using Microsoft.Extensions.Options;

namespace Email.Sending;

/// <summary>Decides for a message which row is its own, and whether its mail may be sent.</summary>
internal sealed partial class MailClaims(MailsStore mails, IOptions<SendingOptions> options, ILogger<MailClaims> logger)
{
    private const string Ended = "The process ended, or lost its database, while it was handing this over.";
    private const string Equal = "This came again, and an equal one was sent: nothing tells whether it was this one.";

    /// <summary>The row to begin with, or null: there is nothing to send, or nothing that may be.</summary>
    public Task<MailRow?> ClaimAsync(Mail mail, MailOrigin origin, CancellationToken cancellationToken) => origin switch
    {
        { Key: { } key } => ClaimAsync(mail, key, cancellationToken),
        { MayBeRepeated: true, Fingerprint: { } fingerprint } => ClaimRepeatedAsync(mail, origin, fingerprint, cancellationToken),
        _ => AddAsync(mail, origin, cancellationToken),
    };

    /// <summary>The inbox lets one attempt at a message in: what a former one left is what became of it.</summary>
    private async Task<MailRow?> ClaimAsync(Mail mail, string key, CancellationToken cancellationToken)
    {
        var row = await mails.FindOrAddAsync(mail, key, cancellationToken);
        switch (row.State)
        {
            // Refused: somebody has replayed the dead letter.
            case MailState.Waiting or MailState.Refused:
                return row;
            case MailState.Sending:
                await ParkAsync(row.Id, mail, cancellationToken);
                return null;
            default:
                return null;
        }
    }

    /// <summary>
    /// Equal messages without an id are as good as each other: what counts is that no more mails go out than there are messages.
    /// </summary>
    private async Task<MailRow?> ClaimRepeatedAsync(
        Mail mail, MailOrigin origin, byte[] fingerprint, CancellationToken cancellationToken)
    {
        var equals = await mails.FindEqualAsync(fingerprint, options.Value.EqualsKeptFor, cancellationToken);
        if (equals.FirstOrDefault(row => row.State == MailState.Waiting) is { } waiting)
        {
            return waiting;
        }

        if (equals.FirstOrDefault(row => row.State == MailState.Sending) is { } sending)
        {
            if (sending.Age < options.Value.SendingTakesAtMost)
            {
                throw new MailNotTakenException("An equal mail is being sent. Whether it is this one will be clear when that is over.");
            }

            await ParkAsync(sending.Id, mail, cancellationToken);
            return null;
        }

        if (equals.Any(row => row.State != MailState.Refused))
        {
            LogUnsure(await mails.AddAsync(mail, origin, MailState.Unsure, Equal, cancellationToken), Equal);
            return null;
        }

        return await AddAsync(mail, origin, cancellationToken);
    }

    private async Task<MailRow?> AddAsync(Mail mail, MailOrigin origin, CancellationToken cancellationToken) =>
        new(await mails.AddAsync(mail, origin, MailState.Waiting, reason: null, cancellationToken), MailState.Waiting, TimeSpan.Zero);

    private async Task ParkAsync(Guid id, Mail mail, CancellationToken cancellationToken)
    {
        await mails.EndAsync(id, MailState.Unsure, Ended, mail.Data, cancellationToken);
        LogUnsure(id, Ended);
    }

    [LoggerMessage(LogLevel.Error, "Mail {Id} is unsure and waits for the operator: {Reason}")]
    private partial void LogUnsure(Guid id, string reason);
}
