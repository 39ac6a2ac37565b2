using System.Net;
using Auth.Accounts;
using Auth.Audit;
using Auth.Database;
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
    PasswordHasher passwords,
    SessionsStore sessions,
    AccountSessions others,
    AuditLog audit)
{
    /// <summary>An unknown address takes every step that a wrong password takes, and so the same time.</summary>
    public async Task<SignInResult> TryAsync(LoginRequest request, IPAddress? client, CancellationToken cancellationToken)
    {
        var (email, password) = (request.AddressToFind(), request.PasswordToCheck());
        var (attempt, account) = await BeginAsync(email, client, cancellationToken);
        if (attempt.RetryAfter is { } retryAfter)
        {
            return new SignInResult.LockedOut(retryAfter);
        }

        // Once more if the password was right and its hash is no longer there: a sign-in at the same time has renewed it. The
        // same password, so no further guess.
        return await CheckAsync(account, password, attempt, client, cancellationToken)
            ?? await CheckAsync(await FindAsync(email, cancellationToken), password, attempt, client, cancellationToken)
            ?? await RefuseAsync(attempt, accountId: null, client, cancellationToken);
    }

    /// <summary>Over one connection: each that is taken from the pool costs a round trip of its own.</summary>
    private async Task<(Attempt Attempt, SignInAccount? Account)> BeginAsync(
        string email, IPAddress? client, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var attempt = await guard.BeginAsync(connection, email, client);
        return (attempt, await AccountsStore.FindForSignInAsync(connection, email, cancellationToken));
    }

    private async Task<SignInAccount?> FindAsync(string email, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await AccountsStore.FindForSignInAsync(connection, email, cancellationToken);
    }

    /// <summary>Null if the password is right, but has been set anew since its hash was read.</summary>
    private async Task<SignInResult?> CheckAsync(
        SignInAccount? account, string password, Attempt attempt, IPAddress? client, CancellationToken cancellationToken)
    {
        var check = await passwords.TryVerifyAsync(password, account?.PasswordHash, cancellationToken);
        if (check == PasswordCheck.Busy)
        {
            await guard.TakeBackAsync(attempt, cancellationToken);
            return new SignInResult.Busy();
        }

        if (account is null || check == PasswordCheck.Wrong)
        {
            return await RefuseAsync(attempt, account?.Id, client, cancellationToken);
        }

        // If no turn comes for it, the old hash does until the next sign-in.
        var renewed = check == PasswordCheck.RightButOutdated ? await passwords.TryHashAsync(password, cancellationToken) : null;
        var session = await database.TransactAsync(
            (connection, transaction) => StartAsync(connection, transaction, account, renewed, attempt, client, cancellationToken),
            cancellationToken);
        return session is null ? null : new SignInResult.SignedIn(session);
    }

    private async Task<LiveSession?> StartAsync(
        MySqlConnection connection,
        MySqlTransaction transaction,
        SignInAccount account,
        string? renewed,
        Attempt attempt,
        IPAddress? client,
        CancellationToken cancellationToken)
    {
        // First, for it locks the account for itself: two who share the lock could not both get it alone later.
        if (renewed is not null && !await AccountsStore.TryReplaceHashAsync(
            connection, transaction, account.Id, account.PasswordHash, renewed, cancellationToken))
        {
            return null;
        }

        if (await sessions.StartAsync(
            connection, transaction, account.Id, renewed ?? account.PasswordHash, cancellationToken) is not { } started)
        {
            return null;
        }

        await others.EndSurplusAsync(connection, transaction, account.Id, started.NotEnded, client, cancellationToken);
        await audit.WriteAsync(connection, transaction, SecurityEvent.SignedIn, account.Id, client, cancellationToken);
        await guard.SucceededAsync(connection, transaction, attempt, account.Id, cancellationToken);
        return started.Session;
    }

    private async Task<SignInResult> RefuseAsync(
        Attempt attempt, Guid? accountId, IPAddress? client, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await audit.WriteAsync(connection, transaction: null, attempt.Failure, accountId, client, cancellationToken);
        return new SignInResult.Refused();
    }
}
