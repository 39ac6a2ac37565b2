using System.Diagnostics;
using Auth.Accounts;
using Auth.Audit;
using Auth.Passwords;
using Microsoft.Extensions.Options;
using MySqlConnector;

namespace Auth.Administration;

/// <summary>
/// Makes the first administrator before the port opens, if there is none. Replicas start together: the unique index on
/// the address decides which of them makes it.
/// </summary>
internal sealed partial class FirstAdmin(
    MySqlDataSource database,
    PasswordHasher passwords,
    AuditLog audit,
    TimeProvider clock,
    IOptions<FirstAdminOptions> options,
    ILogger<FirstAdmin> logger) : IHostedService
{
    // Not from the container: there, ASP.NET Core would take it for the source of its own server spans.
    private static readonly ActivitySource Activities = new(typeof(FirstAdmin).Assembly.GetName().Name!);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Registration is not { } registration)
        {
            return;
        }

        using var activity = Activities.StartActivity("first administrator");
        if (await IsThereOneAsync(cancellationToken))
        {
            return;
        }

        // Where everything starts at once, a turn may be long in coming; that is no reason to end the process.
        var hash = await passwords.HashAsync(registration.Password, cancellationToken);
        if (await TryMakeAsync(Account.New(registration.Email, clock), hash, cancellationToken))
        {
            LogMade();
        }
        else if (!await IsThereOneAsync(cancellationToken))
        {
            LogTaken();
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<bool> IsThereOneAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        return await RolesStore.LockAdminsAsync(connection, transaction, cancellationToken) is not [];
    }

    private async Task<bool> TryMakeAsync(Account account, string hash, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (!await AccountsStore.TryAddAsync(connection, transaction, account, hash, cancellationToken))
        {
            return false;
        }

        await RolesStore.AddAsync(connection, transaction, account.Id, Roles.Admin, cancellationToken);
        await audit.WriteAsync(connection, transaction, SecurityEvent.FirstAdminCreated, account.Id, client: null, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    [LoggerMessage(LogLevel.Information, "The first administrator is made, from FirstAdmin:Email")]
    private partial void LogMade();

    [LoggerMessage(LogLevel.Warning, "There is no administrator, and FirstAdmin:Email belongs to an account that is none. It is given " +
        "nothing, for whoever registered it may be a stranger. Set another address")]
    private partial void LogTaken();
}
