using System.Net;
using Dapper;
using MySqlConnector;

namespace Auth.Audit;

/// <summary>
/// Writes to the table <c>audit_events</c>, in the transaction of what is told, so that one is never there without the
/// other. Rows hold ids and client addresses, and never an e-mail address, a password or a token.
/// </summary>
internal sealed partial class AuditLog(ILogger<AuditLog> logger)
{
    /// <param name="accountId">Whom it happened to; null if nobody has the name that was tried.</param>
    public Task WriteAsync(
        MySqlConnection connection,
        MySqlTransaction? transaction,
        SecurityEvent what,
        Guid? accountId,
        IPAddress? client,
        CancellationToken cancellationToken) =>
        WriteAsync(connection, transaction, what, accountId, client, details: null, cancellationToken);

    /// <param name="details">At most 255 ASCII characters.</param>
    public async Task WriteAsync(
        MySqlConnection connection,
        MySqlTransaction? transaction,
        SecurityEvent what,
        Guid? accountId,
        IPAddress? client,
        string? details,
        CancellationToken cancellationToken)
    {
        const string Sql = """
            INSERT INTO audit_events (at, event, account_id, client, details)
            VALUES (UTC_TIMESTAMP(6), @Event, @AccountId, @Client, @Details)
            """;
        var row = new
        {
            Event = what.ToString(),
            AccountId = accountId?.ToByteArray(bigEndian: true),
            Client = client?.GetAddressBytes(),
            Details = details,
        };
        await connection.ExecuteAsync(new CommandDefinition(Sql, row, transaction, cancellationToken: cancellationToken));
        LogEvent(what, accountId, details);
    }

    /// <summary>The events of an erased account stay, under an id that leads to nobody.</summary>
    public static Task ForgetClientsAsync(
        MySqlConnection connection, MySqlTransaction transaction, Guid accountId, CancellationToken cancellationToken)
    {
        const string Sql = "UPDATE audit_events SET client = NULL WHERE account_id = @AccountId AND client IS NOT NULL";
        var key = new { AccountId = accountId.ToByteArray(bigEndian: true) };
        return connection.ExecuteAsync(new CommandDefinition(Sql, key, transaction, cancellationToken: cancellationToken));
    }

    [LoggerMessage(LogLevel.Information, "Security event {Event} of account {AccountId}: {Details}")]
    private partial void LogEvent(SecurityEvent @event, Guid? accountId, string? details);
}
