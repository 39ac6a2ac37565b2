using System.Globalization;
using System.Threading.RateLimiting;
using Gateway.Configuration;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Gateway.Limits;

/// <summary>
/// Two tiers: every client has one bucket for all its requests, and a smaller one for those that try secrets. The
/// framework throws a client's bucket away when it has been full for ten seconds, so there are as many as there are
/// active clients.
/// </summary>
internal static class RateLimits
{
    public const string Credentials = "credentials";

    public static void AddRateLimits(this WebApplicationBuilder builder)
    {
        builder.Services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = (rejected, _) =>
            {
                rejected.HttpContext.Response.Headers.RetryAfter = SecondsUntilNext(rejected.Lease);
                return ValueTask.CompletedTask;
            };
        });
        builder.Services.AddOptions<RateLimiterOptions>().Configure<IOptions<GatewayOptions>>((limiter, gateway) =>
        {
            var (client, credentials) = (Bucket(gateway.Value.RateLimits.Client), Bucket(gateway.Value.RateLimits.Credentials));
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, ClientKey>(context => PartitionOf(context, client));
            limiter.AddPolicy(Credentials, context => PartitionOf(context, credentials));
        });
    }

    private static RateLimitPartition<ClientKey> PartitionOf(HttpContext context, Func<ClientKey, TokenBucketRateLimiterOptions> bucket) =>
        RateLimitPartition.GetTokenBucketLimiter(ClientKey.Of(context.Connection.RemoteIpAddress), bucket);

    private static Func<ClientKey, TokenBucketRateLimiterOptions> Bucket(RateLimitOptions limit)
    {
        var options = new TokenBucketRateLimiterOptions
        {
            TokenLimit = limit.Burst,
            TokensPerPeriod = limit.Tokens,
            ReplenishmentPeriod = limit.Period,
            QueueLimit = 0,
        };
        return _ => options;
    }

    private static string SecondsUntilNext(RateLimitLease lease) =>
        (lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? Math.Max(1, Math.Ceiling(wait.TotalSeconds)) : 1)
        .ToString(CultureInfo.InvariantCulture);
}
