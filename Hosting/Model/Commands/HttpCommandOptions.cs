namespace Aspire.Hosting.ApplicationModel;

/// <summary>How a command that sends an HTTP request does so.</summary>
public class HttpCommandOptions : CommandOptions
{
    /// <summary>POST if null.</summary>
    public HttpMethod? Method { get; set; }

    /// <summary>Completes the request, for example with a token.</summary>
    public Func<HttpCommandRequestContext, Task>? PrepareRequest { get; set; }

    /// <summary>Whether the answer's body is shown.</summary>
    public HttpCommandResultMode ResultMode { get; set; }
}

public enum HttpCommandResultMode
{
    None,

    /// <summary>As the answer's content type says.</summary>
    Auto,
    Json,
    Text,
}

public sealed class HttpCommandRequestContext
{
    public required IServiceProvider Services { get; init; }

    /// <summary>The id of the instance that was chosen.</summary>
    public required string ResourceName { get; init; }

    public required EndpointReference Endpoint { get; init; }

    public required CancellationToken CancellationToken { get; init; }

    public required HttpClient HttpClient { get; init; }

    public required HttpRequestMessage Request { get; init; }
}
