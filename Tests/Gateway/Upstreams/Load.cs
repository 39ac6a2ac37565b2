using System.Collections.Concurrent;
using System.Net;

namespace Gateway.Tests.Upstreams;

/// <summary>Clients that ask one thing after another on connections they keep: half of them with POST, the others with GET or PUT.</summary>
internal sealed class Load(HttpClient gateway)
{
    /// <summary>So at most half as many POSTs are under way at any moment.</summary>
    public const int Clients = 16;

    private int _answers;
    private volatile bool _enough;
    private Task _running = Task.CompletedTask;

    /// <summary>Of GET, and of PUT with a body: what a client may take for safe.</summary>
    public ConcurrentBag<string> FailedRepeatables { get; } = [];

    public ConcurrentBag<string> FailedPosts { get; } = [];

    /// <summary>The ids of all POSTs that were answered with 200.</summary>
    public ConcurrentBag<string> Posted { get; } = [];

    public void Start() => _running = Task.WhenAll(Enumerable.Range(0, Clients).Select(n => (n % 4) switch
    {
        0 => RepeatAsync(() => gateway.GetAsync("/open/slow/2")),
        2 => RepeatAsync(PutAsync),
        _ => PostAsync(),
    }));

    /// <summary>Returns when this many more answers have come.</summary>
    public async Task AnswersAsync(int more)
    {
        var enough = Volatile.Read(ref _answers) + more;
        await Harness.Processes.Deadlines.HoldsAsync($"{more} more answers", () => Task.FromResult(Volatile.Read(ref _answers) >= enough));
    }

    public async Task StopAsync()
    {
        _enough = true;
        await _running;
    }

    /// <summary>What it was answered, for the message of a test.</summary>
    public override string ToString() =>
        $"{_answers} answers. GET and PUT: {string.Join("; ", FailedRepeatables.Distinct())}. POST: {string.Join("; ", FailedPosts.Distinct())}";

    private async Task RepeatAsync(Func<Task<HttpResponseMessage>> ask)
    {
        while (!_enough)
        {
            if (await FailureAsync(ask) is { } failure)
            {
                FailedRepeatables.Add(failure);
            }
        }
    }

    private async Task<HttpResponseMessage> PutAsync()
    {
        using var content = new StringContent("order");
        return await gateway.PutAsync("/open/slow/2", content);
    }

    private async Task PostAsync()
    {
        while (!_enough)
        {
            var id = Guid.NewGuid().ToString("n");
            using var content = new StringContent("order");
            if (await FailureAsync(() => gateway.PostAsync($"/open/orders/{id}?delay=2", content)) is { } failure)
            {
                FailedPosts.Add(failure);
            }
            else
            {
                Posted.Add(id);
            }
        }
    }

    private async Task<string?> FailureAsync(Func<Task<HttpResponseMessage>> ask)
    {
        try
        {
            using var response = await ask();
            Interlocked.Increment(ref _answers);
            return response.StatusCode == HttpStatusCode.OK ? null : $"{(int)response.StatusCode} {response.Content.Headers.ContentType?.MediaType}";
        }
        catch (HttpRequestException exception)
        {
            return exception.ToString();
        }
    }
}
