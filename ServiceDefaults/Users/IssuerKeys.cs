using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace ServiceDefaults.Users;

/// <summary>
/// The issuer's keys in memory. They are read when the first token comes, when a token names a key that is not among
/// them, and every few minutes. Whoever can go on with what is known does not wait; if a read fails, that stays known.
/// </summary>
internal sealed partial class IssuerKeys : BaseConfigurationManager, IDisposable
{
    /// <summary>The least time between two reads: strangers can make up key names as fast as they like.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How long after a read has begun those who have keys wait for it: the issuer answers in a tenth of that, and when it
    /// does not, a made-up key name must not make everybody slow.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private readonly IssuerDocuments _documents;
    private readonly TimeProvider _clock;
    private readonly ILogger<IssuerKeys> _logger;
    private readonly ActivitySource _activities;
    private readonly Lock _gate = new();

    private BaseConfiguration? _known;
    private DateTimeOffset _startedAt = DateTimeOffset.MinValue;
    private Task _reading = Task.CompletedTask;
    private Task _patience = Task.CompletedTask;
    private Task _requested = Task.CompletedTask;

    public IssuerKeys(IssuerDocuments documents, IHostEnvironment environment, TimeProvider clock, ILogger<IssuerKeys> logger)
    {
        (_documents, _clock, _logger) = (documents, clock, logger);
        _activities = new ActivitySource(environment.ApplicationName);
        RefreshInterval = RetryAfter;

        // Else a key that was withdrawn would be believed for an hour, from the library's memory.
        UseLastKnownGoodConfiguration = false;

        // Auth publishes a key at least twice as long before it signs.
        AutomaticRefreshInterval = TimeSpan.FromMinutes(5);
    }

    /// <exception cref="SigningKeysUnavailableException">The issuer has never been reached.</exception>
    public override async Task<BaseConfiguration> GetBaseConfigurationAsync(CancellationToken cancel)
    {
        var known = Volatile.Read(ref _known);
        var reading = ReadUnlessYoungerThan(known is null ? RefreshInterval : AutomaticRefreshInterval);
        await (known is null ? reading : Volatile.Read(ref _requested)).WaitAsync(cancel);
        return Volatile.Read(ref _known) ?? throw new SigningKeysUnavailableException();
    }

    /// <summary>The token handler calls it when a token names an unknown key; the next call above waits for the answer.</summary>
    public override void RequestRefresh()
    {
        _ = ReadUnlessYoungerThan(RefreshInterval);
        Volatile.Write(ref _requested, Volatile.Read(ref _patience));
    }

    public void Dispose() => _activities.Dispose();

    private Task ReadUnlessYoungerThan(TimeSpan age)
    {
        lock (_gate)
        {
            var now = _clock.GetUtcNow();
            if (_reading.IsCompleted && now - _startedAt >= age)
            {
                _startedAt = now;
                _reading = Task.Run(ReadAsync);
                _patience = Task.WhenAny(_reading, Task.Delay(Patience, _clock));
            }

            return _reading;
        }
    }

    private async Task ReadAsync()
    {
        // All requests share what is read, so it is no part of the trace of the one that came first.
        Activity.Current = null;
        using var activity = _activities.StartActivity("read signing keys");
        try
        {
            Volatile.Write(ref _known, await _documents.ReadAsync());
        }
        catch (Exception exception)
        {
            // Whatever it is: what was known stays in use, and the next read may succeed.
            activity?.SetStatus(ActivityStatusCode.Error);
            LogUnreadable(exception);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The issuer's signing keys could not be read")]
    private partial void LogUnreadable(Exception exception);
}
