using System.Net.Http.Json;

namespace Harness.Origins;

/// <summary>What the origin's /open/echo says it was asked.</summary>
/// <param name="Instance">Process id of the origin.</param>
/// <param name="Target">As in the request line.</param>
/// <param name="Headers">By lower-case name; several values joined by commas.</param>
public sealed record EchoedRequest(int Instance, string Method, string Target, IReadOnlyDictionary<string, string> Headers, long BodyBytes)
{
    /// <summary>Null: it did not arrive.</summary>
    public string? this[string header] => Headers.GetValueOrDefault(header.ToLowerInvariant());

    public static async Task<EchoedRequest> ReadAsync(HttpResponseMessage response) =>
        await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<EchoedRequest>()
        ?? throw new InvalidOperationException("The echo is empty.");
}
