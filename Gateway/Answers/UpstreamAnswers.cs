using System.Net;
using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace Gateway.Answers;

/// <summary>
/// What of an upstream's answer does not leave: the names of its software, and an error page. An error of the server's
/// own (5xx) passes if it is a problem document, which is written for the outside; anything else may be a stack trace
/// or a page of a framework, and becomes a problem document with the same status.
/// </summary>
internal static class UpstreamAnswers
{
    private static readonly string[] Names = ["Server", "X-Powered-By", "X-AspNet-Version", "X-AspNetMvc-Version"];

    public static void Set(TransformBuilderContext context) => context.AddResponseTransform(answer =>
    {
        // Null: no upstream answered.
        if (answer.ProxyResponse is { } upstream)
        {
            var headers = answer.HttpContext.Response.Headers;
            foreach (var name in Names)
            {
                headers.Remove(name);
            }

            if (IsErrorPage(upstream))
            {
                answer.SuppressResponseBody = true;
                headers.ContentType = default;
                headers.ContentLength = null;
                headers.ContentEncoding = default;
                headers.ETag = default;
            }
        }

        return ValueTask.CompletedTask;
    });

    private static bool IsErrorPage(HttpResponseMessage upstream) =>
        upstream.StatusCode >= HttpStatusCode.InternalServerError
        && upstream.Content.Headers.ContentType?.MediaType
            is not ("application/problem+json" or "application/grpc" or "application/grpc-web");
}
