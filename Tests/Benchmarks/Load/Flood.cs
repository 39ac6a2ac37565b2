using System.Diagnostics;
using System.Net.Http.Json;
using Benchmarks.Running;

namespace Benchmarks.Load;

/// <summary>
/// Sign-ins through the gateway, <see cref="AtATime"/> of them, each followed by the next, until disposed. Each comes from another
/// address and in turn for another account, so that nothing is met that limits one client or one account.
/// </summary>
internal sealed class Flood : IAsyncDisposable
{
    public const int AtATime = 32;

    private readonly IReadOnlyList<User> _users;
    private readonly HttpClient _gateway;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _all;
    private int _begun;
    private int _signedIn;
    private int _refused;

    /// <param name="gateway">It trusts this machine to say, as an edge does, from where a request comes.</param>
    public Flood(Uri gateway, IReadOnlyList<User> users)
    {
        (_gateway, _users) = (new HttpClient { BaseAddress = gateway }, users);
        _all = Task.WhenAll(from _ in Enumerable.Range(0, AtATime) select SignInAgainAndAgainAsync());
    }

    /// <summary>Answers that were not 200, since the start.</summary>
    public int Refused => _refused;

    /// <summary>How many people were signed in per second, from now until something is done.</summary>
    public async Task<double> PerSecondAsync(Task done)
    {
        var (before, clock) = (Volatile.Read(ref _signedIn), Stopwatch.StartNew());
        await done;
        return (Volatile.Read(ref _signedIn) - before) / clock.Elapsed.TotalSeconds;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _all;
        _end.Dispose();
        _gateway.Dispose();
    }

    private async Task SignInAgainAndAgainAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            var number = Interlocked.Increment(ref _begun);
            using var request = new HttpRequestMessage(HttpMethod.Post, "/auth/login")
            {
                Content = JsonContent.Create(_users[number % _users.Count].Credentials),
                Headers = { { "X-Forwarded-For", ManyClients.Address(number) } },
            };
            using var answer = await _gateway.SendAsync(request);
            Interlocked.Increment(ref answer.IsSuccessStatusCode ? ref _signedIn : ref _refused);
        }
    }
}
