using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace Gateway;

/// <summary>
/// What the gateway tells its upstreams about the client. They believe it, so nobody else may write these headers:
/// <see cref="OutsiderGuard"/> has removed them all by the time they are set here.
/// </summary>
internal static class ForwardedHeaders
{
    private const string RealIp = "X-Real-IP";

    public static bool Contains(string header) =>
        header.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase) ||
        header.StartsWith("X-Original-", StringComparison.OrdinalIgnoreCase) ||
        header.Equals("Forwarded", StringComparison.OrdinalIgnoreCase) ||
        header.Equals(RealIp, StringComparison.OrdinalIgnoreCase);

    public static void Set(TransformBuilderContext context)
    {
        context.AddXForwarded(ForwardedTransformActions.Set);
        context.AddRequestTransform(request =>
        {
            var client = request.HttpContext.Connection.RemoteIpAddress?.ToString();
            request.ProxyRequest.Headers.TryAddWithoutValidation(RealIp, client);
            return ValueTask.CompletedTask;
        });
    }
}
