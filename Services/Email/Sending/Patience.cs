using ServiceDefaults.Messaging.Consuming;

namespace Email.Sending;

internal static class Patience
{
    /// <summary>
    /// A mail server may be down for a day: the n-th retry comes after 2 s × n, at most 10 min, and 300 of them take 25 hours. Four at a
    /// time and queue is as many as the two queues have connections for (<c>Smtp:MaxConnections</c>).
    /// </summary>
    public static void ForMails(ConsumerOptions queue)
    {
        queue.Prefetch = 20;
        queue.Concurrency = 4;
        queue.HandlerTimeout = TimeSpan.FromMinutes(2);
        queue.MaxAttempts = 300;
        queue.MinRetryDelay = TimeSpan.FromSeconds(2);
        queue.MaxRetryDelay = TimeSpan.FromMinutes(10);
    }
}
