using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;

namespace Gateway.Answers;

/// <summary>Compresses <see cref="PublicAnswers"/>, on HTTPS too, since they hold no secret.</summary>
internal sealed class Compression(IServiceProvider services, IOptions<ResponseCompressionOptions> options)
    : ResponseCompressionProvider(services, options), IResponseCompressionProvider
{
    // Implemented anew, as the base's method cannot be overridden. False spares the answer a wrapped body.
    bool IResponseCompressionProvider.CheckRequestAcceptsCompression(HttpContext context) =>
        PublicAnswers.MayFollow(context.Request) && CheckRequestAcceptsCompression(context);

    public override bool ShouldCompressResponse(HttpContext context)
    {
        var compresses = PublicAnswers.ControlOf(context.Response) is { NoTransform: false } && base.ShouldCompressResponse(context);
        if (compresses && context.Response.Headers.ETag.ToString() is ['"', ..] strong)
        {
            // A strong tag promises the same bytes.
            context.Response.Headers.ETag = $"W/{strong}";
        }

        return compresses;
    }
}

internal static class CompressionRegistration
{
    public static void AddCompression(this WebApplicationBuilder builder)
    {
        builder.Services.AddResponseCompression(compression => compression.EnableForHttps = true);
        builder.Services.AddSingleton<IResponseCompressionProvider, Compression>();
    }
}
