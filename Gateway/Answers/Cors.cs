using Gateway.Configuration;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;

namespace Gateway.Answers;

/// <summary>
/// Lets pages of the configured origins read our answers. Without credentials: our users are known by a header that
/// the page itself sets, never by a cookie that a browser adds.
/// </summary>
internal static class Cors
{
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];
    private static readonly string[] RequestHeaders =
        ["Authorization", "Content-Type", "Accept", "If-None-Match", "If-Match", "Idempotency-Key"];

    private static readonly string[] AnswerHeaders = ["Location", "ETag", "Retry-After", "WWW-Authenticate", TraceIdHeader.Name];

    public static void AddCorsByConfiguration(this WebApplicationBuilder builder)
    {
        builder.Services.AddCors();
        builder.Services.AddOptions<CorsOptions>()
            .Configure<IOptions<GatewayOptions>>((cors, gateway) => cors.AddDefaultPolicy(policy => Allow(policy, gateway.Value.Cors)));
    }

    public static void UseCorsByConfiguration(this WebApplication app)
    {
        if (app.Services.GatewayOptions().Cors.Origins.Count > 0)
        {
            app.UseCors();
        }
    }

    private static void Allow(CorsPolicyBuilder policy, CrossOriginOptions options) => policy
        .WithOrigins([.. options.Origins])
        .WithMethods(Methods)
        .WithHeaders(RequestHeaders)
        .WithExposedHeaders(AnswerHeaders)
        .SetPreflightMaxAge(options.PreflightMaxAge);
}
