using System.Diagnostics;
using System.Net.Http.Json;

namespace Benchmarks.Load;

/// <summary>People who register through the gateway, each when it is due, whether those before are done or not.</summary>
internal static class Registering
{
    /// <param name="gateway">It trusts this machine to say, as an edge does, from where a request comes.</param>
    /// <returns>Milliseconds that each of them waited for 201.</returns>
    public static async Task<IReadOnlyList<double>> AtRateAsync(Uri gateway, double perSecond, TimeSpan duration)
    {
        using var client = new HttpClient { BaseAddress = gateway };
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1 / perSecond));
        var waits = new List<Task<double>>();
        while (waits.Count < perSecond * duration.TotalSeconds && await timer.WaitForNextTickAsync())
        {
            waits.Add(RegisterAsync(client, waits.Count));
        }

        return await Task.WhenAll(waits);
    }

    private static async Task<double> RegisterAsync(HttpClient gateway, int number)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/auth/register")
        {
            Content = JsonContent.Create(new { Email = $"{Guid.NewGuid():n}@example.org", Password = "correct horse battery staple" }),
            Headers = { { "X-Forwarded-For", ManyClients.Address(number) } },
        };
        var clock = Stopwatch.StartNew();
        using var answer = await gateway.SendAsync(request);
        return answer.IsSuccessStatusCode
            ? clock.Elapsed.TotalMilliseconds
            : throw new InvalidOperationException($"register: {answer.StatusCode}, {await answer.Content.ReadAsStringAsync()}");
    }
}
