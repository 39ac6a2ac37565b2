#pragma warning disable IDE0060, CA1822
using System.Net;
using MySqlConnector;

namespace Auth.Audit;

internal sealed class AuditLog
{
    public Task WriteAsync(
        MySqlConnection connection,
        MySqlTransaction? transaction,
        SecurityEvent told,
        Guid? accountId,
        IPAddress? client,
        CancellationToken cancellationToken) => throw new NotSupportedException();
}
