using System.Diagnostics;
using Microsoft.Extensions.Options;
using MySqlConnector;

namespace Auth.Keys;

/// <summary>
/// Loads the keys before the port opens, then again and again; makes the next one when it is due and deletes those that
/// are over. Whichever replica comes first does it; the others find it done.
/// </summary>
internal sealed partial class KeyRotation(
    MySqlDataSource database,
    SigningKeysStore store,
    KeyEncryption encryption,
    KeySchedule schedule,
    KeyRing ring,
    TimeProvider clock,
    IOptions<SigningKeysOptions> options,
    ILogger<KeyRotation> logger) : BackgroundService
{
    // To make a key takes milliseconds.
    private static readonly TimeSpan LockWait = TimeSpan.FromSeconds(20);

    // Not from the container: there, ASP.NET Core would take it for the source of its own server spans.
    private static readonly ActivitySource Activities = new(typeof(KeyRotation).Assembly.GetName().Name!);

    /// <exception cref="InvalidOperationException">The secret is not the one that the keys were encrypted under.</exception>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Reload, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LoadAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // The keys at hand go on signing, far beyond any outage of the database.
                LogNotLoaded(exception);
            }
        }
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        using var activity = Activities.StartActivity("load signing keys");
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        ring.Load(await SigningKeysStore.ReadAsync(connection, cancellationToken));
        if (IsWorkDue)
        {
            await RotateAsync(connection, cancellationToken);
        }
    }

    private bool IsWorkDue =>
        schedule.NextSignsFrom(ring.Published, clock.GetUtcNow()) is not null
        || schedule.Expired(ring.Published, clock.GetUtcNow()).Any();

    private async Task RotateAsync(MySqlConnection connection, CancellationToken cancellationToken)
    {
        if (!await SigningKeysStore.TryLockAsync(connection, LockWait, cancellationToken))
        {
            throw new TimeoutException($"Another replica has been changing the signing keys for {LockWait}.");
        }

        try
        {
            // Another replica may have done it in the meantime.
            ring.Load(await SigningKeysStore.ReadAsync(connection, cancellationToken));
            await ChangeAsync(connection, cancellationToken);
            ring.Load(await SigningKeysStore.ReadAsync(connection, cancellationToken));
        }
        finally
        {
            await SigningKeysStore.UnlockAsync(connection);
        }
    }

    private async Task ChangeAsync(MySqlConnection connection, CancellationToken cancellationToken)
    {
        var (keys, now) = (ring.Published, clock.GetUtcNow());
        if (schedule.NextSignsFrom(keys, now) is { } signsFrom)
        {
            var key = SigningKey.New(signsFrom);
            await store.AddAsync(connection, new SealedKey(key.Kid, signsFrom, encryption.Seal(key)), cancellationToken);
            LogAdded(key.Kid, signsFrom);
        }

        var expired = schedule.Expired(keys, now).Select(key => key.Kid).ToList();
        if (expired.Count > 0)
        {
            await SigningKeysStore.DeleteAsync(connection, expired, cancellationToken);
            LogDeleted(string.Join(", ", expired));
        }
    }

    [LoggerMessage(LogLevel.Information, "The signing key {Kid} is published; it signs from {SignsFrom:O}")]
    private partial void LogAdded(string kid, DateTimeOffset signsFrom);

    [LoggerMessage(LogLevel.Information, "No token lives under these signing keys any more, and they are deleted: {Kids}")]
    private partial void LogDeleted(string kids);

    [LoggerMessage(LogLevel.Error, "The signing keys could not be loaded; those in memory stay in use")]
    private partial void LogNotLoaded(Exception exception);
}
