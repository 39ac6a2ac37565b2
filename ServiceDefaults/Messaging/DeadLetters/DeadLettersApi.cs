using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace ServiceDefaults.Messaging.DeadLetters;

public static partial class DeadLettersApi
{
    private const int MaxPage = 200;
    private const int MaxSkip = DeadLetterQueues.MaxWalk - MaxPage;

    /// <summary>
    /// Maps the dead letters of the queues that the service consumes: counts, list, show, replay one or all, discard. For administrators
    /// (in a service with <c>AddUsers</c>) and for whoever sends the operator key; without either, nobody gets in.
    /// </summary>
    public static RouteGroupBuilder MapDeadLetters(this IEndpointRouteBuilder app, string prefix)
    {
        var letters = app.MapGroup(prefix).WithTags("Dead letters").RequireOperator(app.ServiceProvider);

        letters.MapGet("/", Count);
        letters.MapGet("/{queue}", List);
        letters.MapGet("/{queue}/{id}", Show);
        letters.MapPost("/{queue}/replay", ReplayAll);
        letters.MapPost("/{queue}/{id}/replay", Replay);
        letters.MapDelete("/{queue}/{id}", Discard);
        letters.AddEndpointFilter(async (context, next) =>
        {
            // Letters may hold personal data.
            context.HttpContext.Response.Headers.CacheControl = "no-store";
            return await next(context);
        });
        return letters;
    }

    private static async Task<Ok<IReadOnlyList<DeadLetterCount>>> Count(DeadLetterQueues queues, CancellationToken cancellationToken) =>
        TypedResults.Ok(await queues.CountAsync(cancellationToken));

    private static async Task<Results<Ok<DeadLetterPage>, NotFound, ValidationProblem>> List(
        string queue,
        DeadLetterQueues queues,
        CancellationToken cancellationToken,
        int skip = 0,
        int limit = 50)
    {
        if (skip is < 0 or > MaxSkip || limit is < 1 or > MaxPage)
        {
            return TypedResults.ValidationProblem(new Dictionary<string, string[]>
            {
                ["skip"] = [$"From 0 to {MaxSkip}."],
                ["limit"] = [$"From 1 to {MaxPage}."],
            });
        }

        return queues.Find(queue) is { } found
            ? TypedResults.Ok(await queues.ListAsync(found, skip, limit, cancellationToken))
            : TypedResults.NotFound();
    }

    private static async Task<Results<Ok<DeadLetter>, NotFound>> Show(
        string queue, string id, DeadLetterQueues queues, CancellationToken cancellationToken) =>
        queues.Find(queue) is { } found && await queues.ShowAsync(found, id, cancellationToken) is { } letter
            ? TypedResults.Ok(letter)
            : TypedResults.NotFound();

    private static async Task<Results<Ok<ReplayResult>, NotFound>> ReplayAll(
        string queue, HttpContext http, DeadLetterQueues queues, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        if (queues.Find(queue) is not { } found)
        {
            return TypedResults.NotFound();
        }

        var result = await queues.ReplayAllAsync(found, cancellationToken);
        LogReplayedAll(Logger(loggers), result.Replayed, queue, http.Operator());
        return TypedResults.Ok(result);
    }

    private static async Task<Results<NoContent, NotFound>> Replay(
        string queue, string id, HttpContext http, DeadLetterQueues queues, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        if (queues.Find(queue) is not { } found || !await queues.ReplayAsync(found, id, cancellationToken))
        {
            return TypedResults.NotFound();
        }

        LogReplayed(Logger(loggers), id, queue, http.Operator());
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, NotFound>> Discard(
        string queue, string id, HttpContext http, DeadLetterQueues queues, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        if (queues.Find(queue) is not { } found || !await queues.DiscardAsync(found, id, cancellationToken))
        {
            return TypedResults.NotFound();
        }

        LogDiscarded(Logger(loggers), id, queue, http.Operator());
        return TypedResults.NoContent();
    }

    private static ILogger Logger(ILoggerFactory loggers) => loggers.CreateLogger(typeof(DeadLettersApi).FullName!);

    [LoggerMessage(LogLevel.Information, "{Count} dead letters of {Queue} are replayed by {Who}")]
    private static partial void LogReplayedAll(ILogger logger, int count, string queue, string who);

    [LoggerMessage(LogLevel.Information, "Dead letter {Id} of {Queue} is replayed by {Who}")]
    private static partial void LogReplayed(ILogger logger, string id, string queue, string who);

    [LoggerMessage(LogLevel.Warning, "Dead letter {Id} of {Queue} is discarded by {Who}")]
    private static partial void LogDiscarded(ILogger logger, string id, string queue, string who);
}
