using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;

namespace Chaos.Tests.Running;

/// <summary>People who register through the gateway, several at a time, and try again until they are told that they are registered.</summary>
internal sealed class Registrations(HttpClient gateway, int count)
{
    public const string Prefix = "chaos-";

    private const int AtATime = 16;

    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly ConcurrentDictionary<string, bool> _answered = new(StringComparer.Ordinal);
    private int _begun;
    private int _done;
    private int _limit = int.MaxValue;

    public int Done => Volatile.Read(ref _done);

    /// <summary>By address.</summary>
    public IReadOnlyDictionary<string, bool> Answered => _answered;

    /// <summary>Nobody begins beyond this number until it is raised, so that a fault finds the same work before it in every run.</summary>
    public void HoldAt(int number) => Volatile.Write(ref _limit, number + AtATime);

    public static string Address(int number) => $"{Prefix}{number}@example.org";

    public Task RunAsync() => Task.WhenAll(Enumerable.Range(0, AtATime).Select(_ => RegisterManyAsync()));

    private async Task RegisterManyAsync()
    {
        while (Interlocked.Increment(ref _begun) is var number && number <= count)
        {
            await Deadlines.HoldsAsync(() => $"registration {number} may begin", () => Task.FromResult(number <= Volatile.Read(ref _limit)), Deadlines.Start);
            await RegisterAsync(Address(number));
        }
    }

    private async Task RegisterAsync(string address)
    {
        _answered[address] = false;
        using var deadline = new CancellationTokenSource(Patience);
        while (!await TryAsync(address, deadline.Token))
        {
            await Task.Delay(Again, deadline.Token);
        }

        _answered[address] = true;
        Interlocked.Increment(ref _done);
    }

    private async Task<bool> TryAsync(string address, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await gateway.PostAsJsonAsync(
                new Uri("/auth/register", UriKind.Relative), new { Email = address, Password = "correct horse battery staple" }, cancellationToken);

            // A conflict: it was committed, and the answer did not come through.
            return answer.StatusCode switch
            {
                HttpStatusCode.Created or HttpStatusCode.Conflict => true,
                HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError => false,
                _ => throw new InvalidOperationException($"{address}: {answer.StatusCode}, {await answer.Content.ReadAsStringAsync(cancellationToken)}"),
            };
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
