namespace Gateway.Retries;

/// <summary>
/// SocketsHttpHandler sends a request without content up to three times more, on its own, when the connection ends
/// before the first byte of an answer: a POST that the replica may have carried out, and a GET beside every budget. A
/// request that has content, even an empty one, it sends once, and <see cref="RetryMiddleware"/> decides.
/// </summary>
/// <remarks>YARP allows no transform to set content, so it is done behind it.</remarks>
internal sealed class OnceOnly(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // An upgrade has no content, by its definition.
        if (request.Content is null && !request.Headers.NonValidated.Contains("Upgrade"))
        {
            request.Content = new ByteArrayContent([]);
        }

        return base.SendAsync(request, cancellationToken);
    }
}
