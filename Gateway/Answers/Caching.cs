using Gateway.Configuration;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace Gateway.Answers;

/// <summary>ASP.NET Core's output cache, for requests whose answer may be public; the others do not pass through it.</summary>
internal static class Caching
{
    public static void AddCaching(this WebApplicationBuilder builder)
    {
        builder.Services.AddOutputCache(cache => cache.AddBasePolicy(new CachePolicy()));
        builder.Services.AddOptions<OutputCacheOptions>().Configure<IOptions<GatewayOptions>>((cache, gateway) =>
        {
            cache.SizeLimit = gateway.Value.Cache.Bytes;
            cache.MaximumBodySize = gateway.Value.Cache.AnswerBytes;
            cache.UseCaseSensitivePaths = true;
        });
    }

    public static void UseCaching(this WebApplication app)
    {
        if (app.Services.GatewayOptions().Cache.Enabled)
        {
            app.UseWhen(context => PublicAnswers.MayFollow(context.Request), cached => cached.UseOutputCache());
        }
    }

    /// <summary>The gateway compresses what it stores, so one copy serves every client.</summary>
    public static void AskUncompressed(TransformBuilderContext context) => context.AddRequestTransform(request =>
    {
        if (request.HttpContext.Features.Get<IOutputCacheFeature>() is not null)
        {
            request.ProxyRequest.Headers.Remove("Accept-Encoding");
        }

        return ValueTask.CompletedTask;
    });

    /// <summary>
    /// Decides when the headers are known. Left to the end, the cache would hold every body in memory until then, and
    /// a stream of events for ever.
    /// </summary>
    public static void Decide(TransformBuilderContext context) => context.AddResponseTransform(answer =>
    {
        if (answer.HttpContext.Features.Get<IOutputCacheFeature>()?.Context is { } cache)
        {
            var lifetime = answer.ProxyResponse is { } upstream && SaysWhereItEnds(upstream)
                ? CachePolicy.LifetimeOf(answer.HttpContext.Response)
                : TimeSpan.Zero;
            cache.ResponseExpirationTimeSpan = lifetime;
            cache.AllowCacheStorage = lifetime > TimeSpan.Zero;
        }

        return ValueTask.CompletedTask;
    });

    /// <summary>An answer that ends with its connection looks the same when it is cut off.</summary>
    private static bool SaysWhereItEnds(HttpResponseMessage upstream) =>
        upstream.Content.Headers.ContentLength is not null || upstream.Headers.TransferEncodingChunked is true;
}
