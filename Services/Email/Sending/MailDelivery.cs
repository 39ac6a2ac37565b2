using Email.Smtp;
using Email.Templates;
using ServiceDefaults.Messaging;

namespace Email.Sending;

/// <summary>
/// Sends a mail once, or says why not. That it is being sent is committed before the first word to the server, what became of it after
/// the last: docs/adr/0013-unsure-mails.md.
/// </summary>
internal sealed partial class MailDelivery(
    MailClaims claims,
    MailsStore mails,
    MailTemplates templates,
    SmtpPool pool,
    SmtpSender sender,
    TimeProvider clock,
    ILogger<MailDelivery> logger)
{
    /// <summary>Of the note about a mail that is sent already: without it the mail would be unsure.</summary>
    public static readonly TimeSpan NoteDeadline = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan NoteAttempt = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan NotePause = TimeSpan.FromMilliseconds(250);

    /// <summary>Returns if the mail is sent, was sent before, or is unsure and the operator's.</summary>
    /// <exception cref="MailNotTakenException">Not now.</exception>
    /// <exception cref="DeadLetterException">Never.</exception>
    public async Task DeliverAsync(Mail mail, MailOrigin origin, CancellationToken cancellationToken)
    {
        var text = templates[mail.Template, mail.Language].Fill(mail.Data);
        if (await claims.ClaimAsync(mail, origin, cancellationToken) is not { } row)
        {
            return;
        }

        // An outage has held it up for too long. Asked now and not before: what a former attempt left undecided is settled first.
        if (mail.ExpiresAt <= clock.GetUtcNow())
        {
            throw new DeadLetterException("The link expired before the mail could be sent.");
        }

        var outcome = await SendAsync(row.Id, row.State, MailState.Waiting, mail, text, cancellationToken)
            ?? throw new MailNotTakenException("Another instance has taken this mail.");
        switch (outcome.Result)
        {
            case SmtpResult.NotNow:
                throw new MailNotTakenException($"The mail server did not take the mail: {outcome.Reason}");
            case SmtpResult.Never:
                throw new DeadLetterException($"The mail server refused the mail: {outcome.Reason}");
        }
    }

    /// <summary>Sends an unsure mail, because the operator says so. Null if it is not unsure any more.</summary>
    public Task<SmtpOutcome?> SendAgainAsync(Guid id, MailState from, Mail mail, CancellationToken cancellationToken) =>
        SendAsync(id, from, MailState.Unsure, mail, templates[mail.Template, mail.Language].Fill(mail.Data), cancellationToken);

    /// <param name="notNow">What the mail is if the server takes it later.</param>
    private async Task<SmtpOutcome?> SendAsync(
        Guid id, MailState from, MailState notNow, Mail mail, MailText text, CancellationToken cancellationToken)
    {
        // First the connection: a mail server that is away makes no mail unsure.
        var connection = await pool.RentAsync(cancellationToken);
        var begun = false;
        try
        {
            begun = await mails.TryBeginAsync(id, from, cancellationToken);
        }
        finally
        {
            if (!begun)
            {
                pool.Return(connection);
            }
        }

        if (!begun)
        {
            return null;
        }

        var outcome = await sender.SendAsync(connection, id, mail.To, text, cancellationToken);
        var state = outcome.Result switch
        {
            SmtpResult.Taken => MailState.Sent,
            SmtpResult.NotNow => notNow,
            SmtpResult.Never => MailState.Refused,
            _ => MailState.Unsure,
        };
        await NoteAsync(id, state, outcome.Reason, mail.Data);
        if (state == MailState.Unsure)
        {
            LogUnsure(id, outcome.Reason);
        }

        return outcome;
    }

    /// <summary>Whoever waits for this may have given up by now; it is written down all the same.</summary>
    private async Task NoteAsync(Guid id, MailState state, string? reason, IReadOnlyDictionary<string, string> data)
    {
        using var deadline = new CancellationTokenSource(NoteDeadline);
        while (true)
        {
            try
            {
                using var attempt = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token);
                attempt.CancelAfter(NoteAttempt);
                await mails.EndAsync(id, state, reason, data, attempt.Token);
                return;
            }
            catch (Exception exception) when (!deadline.IsCancellationRequested)
            {
                LogNoteFailed(id, state, exception.Message);
            }

            await Task.Delay(NotePause, deadline.Token);
        }
    }

    [LoggerMessage(LogLevel.Error, "Mail {Id} is unsure and waits for the operator: {Reason}")]
    private partial void LogUnsure(Guid id, string? reason);

    [LoggerMessage(LogLevel.Warning, "That mail {Id} is {State} could not be written down: {Error}. Trying again")]
    private partial void LogNoteFailed(Guid id, MailState state, string error);
}
