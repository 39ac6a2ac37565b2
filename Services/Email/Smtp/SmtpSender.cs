using System.Diagnostics;
using System.Globalization;
using System.Text;
using Email.Templates;
using MailKit.Net.Smtp;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Email.Smtp;

/// <summary>What became of a mail that was handed to the server.</summary>
/// <param name="Reason">The server's words, or what went wrong; null if it was taken.</param>
internal sealed record SmtpOutcome(SmtpResult Result, string? Reason = null);

internal enum SmtpResult
{
    /// <summary>The server has said that it has the mail.</summary>
    Taken,

    /// <summary>It has not, for certain, and may take it later.</summary>
    NotNow,

    /// <summary>It has not, for certain, and never will.</summary>
    Never,

    /// <summary>The mail was on its way when the server fell silent.</summary>
    Unknown,
}

/// <summary>Speaks to the mail server, one mail at a time, and never leaves open what came of it.</summary>
internal sealed class SmtpSender(SmtpPool pool, SmtpAddress address, IOptions<SmtpOptions> options)
{
    private const int MaxReasonLength = 500;

    // Not from the container: there, ASP.NET Core would take it for the source of its own server spans.
    private static readonly ActivitySource Activities = new(typeof(SmtpSender).Assembly.GetName().Name!);

    public async Task<SmtpOutcome> SendAsync(
        SmtpConnection connection, Guid id, string to, MailText text, CancellationToken cancellationToken)
    {
        using var activity = Activities.StartActivity("smtp send", ActivityKind.Client);
        activity?.SetTag("server.address", address.Host).SetTag("server.port", address.Port).SetTag("network.protocol.name", "smtp");
        var outcome = await TryAsync(connection, id, to, text, cancellationToken);
        if (outcome.Result == SmtpResult.Taken)
        {
            pool.Return(connection);
        }
        else
        {
            // A refusal ends in a session that has begun a mail; the next one begins afresh.
            pool.Abandon(connection);
            activity?.SetTag("error.type", outcome.Result.ToString()).SetStatus(ActivityStatusCode.Error);
        }

        return outcome;
    }

    private async Task<SmtpOutcome> TryAsync(
        SmtpConnection connection, Guid id, string to, MailText text, CancellationToken cancellationToken)
    {
        var format = FormatOptions.Default.Clone();
        format.International = !Ascii.IsValid(to);
        if (format.International && !connection.Capabilities.HasFlag(SmtpCapabilities.UTF8))
        {
            return new(SmtpResult.Never, "The mail server takes no addresses with letters beyond ASCII (SMTPUTF8).");
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(options.Value.SendTimeout);
        try
        {
            using var message = Compose(id, to, text);
            await connection.SubmitAsync(format, message, deadline.Token);
            return new(SmtpResult.Taken);
        }
        catch (SmtpCommandException refusal)
        {
            var never = (int)refusal.StatusCode is >= 500 and < 600;
            return new(never ? SmtpResult.Never : SmtpResult.NotNow, Reason(refusal, to));
        }
        catch (Exception exception)
        {
            // Whatever it is: the server has not answered.
            return new(connection.MayHaveBegunData ? SmtpResult.Unknown : SmtpResult.NotNow, $"{exception.GetType().Name}: no answer from {address}");
        }
    }

    private static string Reason(SmtpCommandException refusal, string to)
    {
        // Servers like to repeat the address.
        var words = string.Create(CultureInfo.InvariantCulture, $"{(int)refusal.StatusCode} {refusal.Message}")
            .Replace(to, "<recipient>", StringComparison.OrdinalIgnoreCase);
        return words.Length <= MaxReasonLength ? words : words[..MaxReasonLength];
    }

    private MimeMessage Compose(Guid id, string to, MailText text)
    {
        var from = new MailboxAddress(options.Value.FromName, options.Value.From);
        var message = new MimeMessage
        {
            Subject = text.Subject,

            // By it the operator finds the mail in the server's log.
            MessageId = $"{id:N}@{from.Domain}",
            Body = new BodyBuilder { TextBody = text.Text, HtmlBody = text.Html }.ToMessageBody(),
        };
        message.From.Add(from);
        message.To.Add(new MailboxAddress(name: null, to));
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return message;
    }
}
