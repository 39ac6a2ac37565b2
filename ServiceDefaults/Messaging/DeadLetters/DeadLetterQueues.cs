using RabbitMQ.Client;
using ServiceDefaults.Messaging.Broker;
using ServiceDefaults.Messaging.Consuming;
using ServiceDefaults.Messaging.Contracts;
using ServiceDefaults.Messaging.Inbox;

namespace ServiceDefaults.Messaging.DeadLetters;

/// <summary>
/// The operator's hand in the queues of dead letters. AMQP has no way to look at a message but to take it: letters are taken without
/// an acknowledgement, at most <see cref="MaxWalk"/> of them, and given back at the end; the queue's policy sets no limit to that.
/// A crash gives them back too.
/// </summary>
internal sealed class DeadLetterQueues(
    IEnumerable<ConsumedQueue> queues, BrokerAccess broker, InboxTables inbox, DeadLetterWriter writer)
{
    public const int MaxWalk = 10_000;

    public ConsumedQueue? Find(string name) => queues.FirstOrDefault(queue => queue.Name == name);

    public async Task<IReadOnlyList<DeadLetterCount>> CountAsync(CancellationToken cancellationToken)
    {
        await using var session = await broker.OpenAsync("dead letters", cancellationToken);
        var counts = new List<DeadLetterCount>();
        foreach (var queue in queues)
        {
            var declared = await session.Channel.QueueDeclareAsync(
                queue.DeadLetters, durable: true, exclusive: false, autoDelete: false, cancellationToken: cancellationToken);
            counts.Add(new(queue.Name, declared.MessageCount));
        }

        return counts;
    }

    public async Task<DeadLetterPage> ListAsync(ConsumedQueue queue, int skip, int limit, CancellationToken cancellationToken)
    {
        var letters = new List<DeadLetter>();
        var total = 0L;
        await WalkAsync(queue, skip + limit, async (walk, message, index) =>
        {
            total = Math.Max(total, index + 1 + message.MessageCount);
            if (index >= skip)
            {
                letters.Add(DeadLetter.Brief(message));
            }

            return await Task.FromResult(true);
        }, cancellationToken);
        return new(total, letters);
    }

    public async Task<DeadLetter?> ShowAsync(ConsumedQueue queue, string id, CancellationToken cancellationToken)
    {
        DeadLetter? found = null;
        await WalkAsync(queue, MaxWalk, async (walk, message, index) =>
        {
            found = DeadLetter.IdOf(message) == id ? DeadLetter.Whole(message) : null;
            return await Task.FromResult(found is null);
        }, cancellationToken);
        return found;
    }

    public async Task<bool> ReplayAsync(ConsumedQueue queue, string id, CancellationToken cancellationToken)
    {
        var found = false;
        await WalkAsync(queue, MaxWalk, async (walk, message, index) =>
        {
            if (DeadLetter.IdOf(message) != id)
            {
                return true;
            }

            await ReplayAsync(walk, queue, message, cancellationToken);
            found = true;
            return false;
        }, cancellationToken);
        return found;
    }

    /// <summary>Those that are there at the start: one that dies again meanwhile is not replayed for ever.</summary>
    public async Task<ReplayResult> ReplayAllAsync(ConsumedQueue queue, CancellationToken cancellationToken)
    {
        var (replayed, left) = (0, 0L);
        var limit = long.MaxValue;
        await WalkAsync(queue, MaxWalk, async (walk, message, index) =>
        {
            limit = index == 0 ? message.MessageCount + 1L : limit;
            await ReplayAsync(walk, queue, message, cancellationToken);
            replayed++;
            left = message.MessageCount;
            return replayed < limit;
        }, cancellationToken);
        return new(replayed, left);
    }

    public async Task<bool> DiscardAsync(ConsumedQueue queue, string id, CancellationToken cancellationToken)
    {
        var found = false;
        await WalkAsync(queue, MaxWalk, async (walk, message, index) =>
        {
            if (DeadLetter.IdOf(message) != id)
            {
                return true;
            }

            if (KeyOf(queue, message) is { } key)
            {
                await inbox.ForgetAsync(key, cancellationToken);
            }

            await walk.AckAsync(message, cancellationToken);
            found = true;
            return false;
        }, cancellationToken);
        return found;
    }

    /// <summary>
    /// Forget the failures, send, take from the queue, in this order: a crash in between leaves the letter where it was, or both there
    /// and sent, and then the inbox knows the second.
    /// </summary>
    private async Task ReplayAsync(DeadLetterWalk walk, ConsumedQueue queue, BasicGetResult message, CancellationToken cancellationToken)
    {
        if (KeyOf(queue, message) is { } key)
        {
            await inbox.ReviveAsync(key, cancellationToken);
        }

        await writer.WriteBackAsync(
            walk.Channel, queue, message.BasicProperties, DeadLetter.IdOf(message), message.Body, cancellationToken);
        await walk.AckAsync(message, cancellationToken);
    }

    private static MessageKey? KeyOf(ConsumedQueue queue, BasicGetResult message)
    {
        try
        {
            if (queue.Content is RawQueue)
            {
                return new(queue.Name, Source: "", DeadLetter.IdOf(message));
            }

            var metadata = CloudEventHeaders.Read(message.BasicProperties.Headers);
            return new(queue.Name, metadata.Source, metadata.Id);
        }
        catch (DeadLetterException)
        {
            // Its envelope is why it is here: the inbox never knew it.
            return null;
        }
    }

    private async Task WalkAsync(
        ConsumedQueue queue, int limit, Func<DeadLetterWalk, BasicGetResult, int, Task<bool>> visit, CancellationToken cancellationToken)
    {
        await using var walk = new DeadLetterWalk(await broker.OpenAsync("dead letters", cancellationToken));
        for (var index = 0; index < limit; index++)
        {
            if (await walk.NextAsync(queue.DeadLetters, cancellationToken) is not { } message || !await visit(walk, message, index))
            {
                return;
            }
        }
    }
}
