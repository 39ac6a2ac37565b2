using Email.Sending;
using Email.Smtp;
using Microsoft.AspNetCore.Http.HttpResults;
using ServiceDefaults.Messaging.DeadLetters;

namespace Email.Unsure;

/// <summary>Mails that may have been sent. Only a person can find out (in the mail server's log, or by asking) and decide.</summary>
internal static partial class UnsureApi
{
    private const int MaxListed = 200;

    public static void MapUnsureMails(this WebApplication app, string prefix)
    {
        var unsure = app.MapGroup(prefix).WithTags("Unsure mails").RequireOperator(app.Services);

        unsure.MapGet("/", List);
        unsure.MapPost("/{id:guid}/send", Send)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        unsure.MapPost("/{id:guid}/sent", Settle);
    }

    private static async Task<Ok<IReadOnlyList<UnsureMail>>> List(
        UnsureStore store, HttpResponse response, CancellationToken cancellationToken)
    {
        // Addresses of people.
        response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(await store.ListAsync(MaxListed, cancellationToken));
    }

    /// <summary>Sends it again, at the operator's risk that it comes twice.</summary>
    private static async Task<Results<NoContent, NotFound, ProblemHttpResult>> Send(
        Guid id, HttpContext http, UnsureStore store, MailDelivery delivery, ILogger<MailDelivery> logger, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(id, cancellationToken) is not { } kept)
        {
            return TypedResults.NotFound();
        }

        LogSend(logger, id, http.Operator());
        var outcome = await TryAsync(delivery, kept, cancellationToken);
        return outcome?.Result switch
        {
            null => TypedResults.NotFound(),
            SmtpResult.Taken => TypedResults.NoContent(),
            SmtpResult.Never => TypedResults.Problem(outcome.Reason, statusCode: StatusCodes.Status422UnprocessableEntity),
            _ => TypedResults.Problem(outcome.Reason, statusCode: StatusCodes.Status503ServiceUnavailable),
        };
    }

    private static async Task<Results<NoContent, NotFound>> Settle(
        Guid id, HttpContext http, UnsureStore store, ILogger<MailDelivery> logger, CancellationToken cancellationToken)
    {
        if (!await store.TrySettleAsync(id, cancellationToken))
        {
            return TypedResults.NotFound();
        }

        LogSettled(logger, id, http.Operator());
        return TypedResults.NoContent();
    }

    /// <summary>Without a connection nothing is begun, and the mail is as unsure as before.</summary>
    private static async Task<SmtpOutcome?> TryAsync(MailDelivery delivery, KeptMail kept, CancellationToken cancellationToken)
    {
        try
        {
            return await delivery.SendAgainAsync(kept.Id, kept.State, kept.Mail, cancellationToken);
        }
        catch (Exception exception) when (SmtpPool.IsAway(exception))
        {
            return new SmtpOutcome(SmtpResult.NotNow, "The mail server cannot be reached.");
        }
    }

    [LoggerMessage(LogLevel.Warning, "Unsure mail {Id} is sent again by {Who}")]
    private static partial void LogSend(ILogger logger, Guid id, string who);

    [LoggerMessage(LogLevel.Information, "Unsure mail {Id} was sent, says {Who}")]
    private static partial void LogSettled(ILogger logger, Guid id, string who);
}
