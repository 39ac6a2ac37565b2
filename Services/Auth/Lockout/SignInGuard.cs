#pragma warning disable IDE0060, CA1822
using System.Net;
using MySqlConnector;

namespace Auth.Lockout;

internal sealed record Attempt(TimeSpan? RetryAfter);

internal sealed class SignInGuard
{
    public Task<Attempt> BeginAsync(string normalisedEmail, IPAddress? client, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task SucceededAsync(
        MySqlConnection connection,
        MySqlTransaction transaction,
        Attempt attempt,
        Guid accountId,
        CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
