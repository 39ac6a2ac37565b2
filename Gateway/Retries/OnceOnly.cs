using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace Gateway.Retries;

/// <summary>
/// SocketsHttpHandler sends a request without content again, on its own, when a pooled connection ends before the
/// first byte of an answer: also a POST, which the replica may have carried out. One that has content, even an empty
/// one, it sends once.
/// </summary>
internal static class OnceOnly
{
    public static void Set(TransformBuilderContext context) => context.AddRequestTransform(request =>
    {
        if (request.ProxyRequest.Content is null && !Idempotence.Holds(request.HttpContext.Request.Method))
        {
            request.ProxyRequest.Content = new ByteArrayContent([]);
        }

        return ValueTask.CompletedTask;
    });
}
