using System.Net;
using Auth.Accounts;
using Auth.Audit;
using Auth.Lockout;
using Auth.Passwords;
using MySqlConnector;

namespace Auth.Sessions;

/// <summary>Either a session or the reason why there is none.</summary>
internal abstract record SignInResult
{
    public sealed record SignedIn(LiveSession Session) : SignInResult;

    /// <summary>Wrong password or unknown address: nobody outside learns which.</summary>
    public sealed record Refused : SignInResult;

    public sealed record LockedOut(TimeSpan RetryAfter) : SignInResult;

    /// <summary>No password was checked, so many are being checked.</summary>
    public sealed record Busy : SignInResult;
}

/// <summary>From an address and a password to a session.</summary>
internal sealed class SignIn(
    MySqlDataSource database,
    SignInGuard guard,
    AccountsStore accounts,
    PasswordHasher passwords,
    SessionsStore sessions,
    AuditLog audit)
{
    /// <summary>An unknown address takes every step that a wrong password takes, and so the same time.</summary>
    public async Task<SignInResult> TryAsync(LoginRequest request, IPAddress? client, CancellationToken cancellationToken)
    {
        var (email, password) = (request.AddressToFind(), request.PasswordToCheck());
        var attempt = await guard.BeginAsync(email, client, cancellationToken);
        if (attempt.RetryAfter is { } retryAfter)
        {
            return new SignInResult.LockedOut(retryAfter);
        }

        var account = await accounts.FindForSignInAsync(email, cancellationToken);
        var check = await passwords.TryVerifyAsync(password, account?.PasswordHash, cancellationToken);
        if (check == PasswordCheck.Busy)
        {
            await guard.TakeBackAsync(attempt, cancellationToken);
            return new SignInResult.Busy();
        }

        // If no turn comes for it, the old hash does until the next sign-in.
        var rehashed = check == PasswordCheck.RightButOutdated ? await passwords.TryHashAsync(password, cancellationToken) : null;
        var session = account is null || check == PasswordCheck.Wrong
            ? null
            : await StartAsync(account, rehashed, attempt, client, cancellationToken);
        if (session is null)
        {
            await TellFailureAsync(attempt, account?.Id, client, cancellationToken);
            return new SignInResult.Refused();
        }

        return new SignInResult.SignedIn(session);
    }

    private async Task<LiveSession?> StartAsync(
        SignInAccount account, string? rehashed, Attempt attempt, IPAddress? client, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var session = await sessions.StartAsync(
            connection, transaction, account.Id, account.PasswordHash, account.Roles, cancellationToken);
        if (session is null)
        {
            return null;
        }

        if (rehashed is not null)
        {
            await AccountsStore.ReplaceHashAsync(connection, transaction, account.Id, rehashed, cancellationToken);
        }

        await guard.SucceededAsync(connection, transaction, attempt, account.Id, cancellationToken);
        await audit.WriteAsync(connection, transaction, SecurityEvent.SignedIn, account.Id, client, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return session;
    }

    private async Task TellFailureAsync(Attempt attempt, Guid? accountId, IPAddress? client, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await audit.WriteAsync(connection, transaction: null, attempt.Failure, accountId, client, cancellationToken);
    }
}
