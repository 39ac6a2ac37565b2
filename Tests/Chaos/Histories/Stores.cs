using System.Text;
using System.Text.Json;
using Chaos.Tests.Mail;
using Chaos.Tests.Running;
using Dapper;
using MySqlConnector;
using RabbitMQ.Client;

namespace Chaos.Tests.Histories;

/// <summary>Reads what every store knows of the registrations.</summary>
internal sealed class Stores(ChaosApplication application, MailServer mails)
{
    private const string Queue = "email.events";

    /// <summary>Nothing is on its way any more: what is committed has left the outbox, and the inbox has settled it.</summary>
    public async Task<bool> AreCalmAsync()
    {
        await using var auth = await OpenAsync("auth-db");
        return await auth.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM messaging_outbox") == 0
            && await CountSettledAsync()
                >= await auth.ExecuteScalarAsync<long>($"SELECT COUNT(*) FROM accounts WHERE email LIKE '{Registrations.Prefix}%'")
            && await CountAsync() == 0;
    }

    /// <summary>How many registrations' mails have come to an end.</summary>
    public async Task<long> CountSettledAsync()
    {
        const string Settled = $"""
            SELECT COUNT(*) FROM mails m JOIN messaging_inbox i ON m.origin = CONCAT(i.source, ' ', i.message_id)
            WHERE m.recipient LIKE '{Registrations.Prefix}%'
            """;
        await using var email = await OpenAsync("email-db");
        return await email.ExecuteScalarAsync<long>(Settled);
    }

    /// <summary>For the message of a test that waited in vain.</summary>
    public async Task<string> DescribeAsync()
    {
        await using var auth = await OpenAsync("auth-db");
        await using var email = await OpenAsync("email-db");
        var states = await email.QueryAsync<(string State, long Count)>("SELECT state, COUNT(*) FROM mails GROUP BY state");
        var queues = await BrokerAsync("list_queues", "name", "messages", "messages_ready", "messages_unacknowledged");
        var consumers = await BrokerAsync("list_consumers", "queue_name", "channel_pid", "prefetch_count", "active");
        var connections = await BrokerAsync("list_connections", "name", "state", "client_properties");
        var transactions = await email.QueryAsync<string>("SELECT CONCAT(trx_state, ' since ', trx_started, ': ', IFNULL(trx_query, '')) FROM information_schema.innodb_trx");
        var log = await application.Instances.LogsAsync("messaging");
        return $"{await auth.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM accounts")} accounts, "
            + $"{await auth.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM messaging_outbox")} in the outbox, "
            + $"{await email.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM messaging_inbox")} in the inbox, "
            + $"mails: {string.Join(", ", states.Select(state => $"{state.Count} {state.State}"))}, taken {mails.Taken.Count}; "
            + $"queues (all, ready, in hand):\n{queues}\nconsumers:\n{consumers}\nconnections:\n{connections}\n"
            + $"transactions of Email: {string.Join("; ", transactions)}; "
            + $"the broker complained:\n{string.Join('\n', log.Split('\n').Where(line => line.Contains("[warning]", StringComparison.Ordinal) || line.Contains("[error]", StringComparison.Ordinal)))}";
    }

    /// <param name="answered">Of each address, whether its client was told that it is registered.</param>
    public async Task<IReadOnlyList<MessageHistory>> ReadAsync(IReadOnlyDictionary<string, bool> answered)
    {
        await using var auth = await OpenAsync("auth-db");
        await using var email = await OpenAsync("email-db");
        var committed = (await auth.QueryAsync<string>("SELECT email FROM accounts")).ToHashSet(StringComparer.Ordinal);
        var outbox = (await auth.QueryAsync<byte[]>("SELECT body FROM messaging_outbox")).Select(body => EmailIn(body)).ToHashSet(StringComparer.Ordinal);
        var states = (await email.QueryAsync<(string Recipient, string State, DateTime At)>("SELECT recipient, state, changed_at FROM mails"))
            .ToLookup(mail => mail.Recipient, StringComparer.Ordinal);
        var dead = (await DeadLettersAsync()).ToLookup(letter => letter.Email, letter => letter.Reason, StringComparer.Ordinal);
        var taken = mails.Taken.ToLookup(mail => mail.To, mail => mail.At, StringComparer.Ordinal);
        return [.. answered.Select(pair => new MessageHistory(pair.Key)
        {
            Answered = pair.Value,
            Committed = committed.Contains(pair.Key),
            InOutbox = outbox.Contains(pair.Key),
            Taken = [.. taken[pair.Key]],
            Sent = states[pair.Key].Any(mail => mail.State == "Sent"),
            UnsureSince = states[pair.Key].Where(mail => mail.State == "Unsure").Select(mail => (DateTime?)mail.At).FirstOrDefault(),
            DeadLetter = dead[pair.Key].FirstOrDefault(),
        })];
    }

    private Task<string> BrokerAsync(string command, params string[] columns) =>
        application.Instances.InContainerAsync("messaging", ["rabbitmqctl", command, "--quiet", "--no-table-headers", .. columns]);

    private static string EmailIn(ReadOnlyMemory<byte> body) => JsonDocument.Parse(body).RootElement.GetProperty("email").GetString()!;

    /// <summary>Takes them: the queue is the test's own.</summary>
    private async Task<List<(string Email, string Reason)>> DeadLettersAsync()
    {
        var letters = new List<(string, string)>();
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        while (await channel.BasicGetAsync(Queue + ".dead", autoAck: true) is { } letter)
        {
            object? reason = null;
            letter.BasicProperties.Headers?.TryGetValue("dead-letter:reason", out reason);
            letters.Add((EmailIn(letter.Body), reason is byte[] text ? Encoding.UTF8.GetString(text) : ""));
        }

        return letters;
    }

    private async Task<uint> CountAsync()
    {
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        return await channel.MessageCountAsync(Queue);
    }

    private async Task<IConnection> ConnectAsync() =>
        await new ConnectionFactory { Uri = new(await application.ConnectionStringAsync("messaging")) }.CreateConnectionAsync();

    private async Task<MySqlConnection> OpenAsync(string name)
    {
        var connection = new MySqlConnection(await application.ConnectionStringAsync(name));
        await connection.OpenAsync();
        return connection;
    }
}
