namespace Aspire.Hosting.ApplicationModel;

/// <summary>An address of a resource as the dashboard shows it.</summary>
public sealed class ResourceUrlAnnotation : IResourceAnnotation
{
    /// <summary>Absolute, or a path on the endpoint.</summary>
    public required string Url { get; set; }

    /// <summary>What the link says; the address itself if null.</summary>
    public string? DisplayText { get; set; }

    public EndpointReference? Endpoint { get; init; }
}

/// <summary>Changes how an endpoint's address is shown.</summary>
internal sealed class EndpointUrlCallbackAnnotation(string endpointName, Action<ResourceUrlAnnotation> callback) : IResourceAnnotation
{
    internal string EndpointName { get; } = endpointName;

    internal Action<ResourceUrlAnnotation> Callback { get; } = callback;
}
