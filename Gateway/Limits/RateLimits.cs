using System.Globalization;
using System.Threading.RateLimiting;
using Gateway.Configuration;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Gateway.Limits;

/// <summary>
/// Every client has so many requests at a time, one bucket for all its requests, and a smaller one for those that try
/// secrets. The framework throws a client's bucket away when it has been full for ten seconds, so there are as many as
/// there are active clients.
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
            var limits = gateway.Value.RateLimits;
            var credentials = Bucket(limits.Credentials);
            limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(AtOnce(limits.AtOnce), Client(limits.Client));
            limiter.AddPolicy(Credentials, context => RateLimitPartition.GetTokenBucketLimiter(KeyOf(context), credentials));
        });
    }

    /// <summary>Held until the answer has been sent: the bucket alone lets slow answers and streams pile up.</summary>
    private static PartitionedRateLimiter<HttpContext> AtOnce(int most)
    {
        var options = new ConcurrencyLimiterOptions { PermitLimit = most, QueueLimit = 0 };
        Func<ClientKey, ConcurrencyLimiterOptions> limit = _ => options;
        return PartitionedRateLimiter.Create<HttpContext, ClientKey>(
            context => RateLimitPartition.GetConcurrencyLimiter(KeyOf(context), limit));
    }

    private static PartitionedRateLimiter<HttpContext> Client(RateLimitOptions limit)
    {
        var bucket = Bucket(limit);
        return PartitionedRateLimiter.Create<HttpContext, ClientKey>(
            context => RateLimitPartition.GetTokenBucketLimiter(KeyOf(context), bucket));
    }

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

    private static ClientKey KeyOf(HttpContext context) => ClientKey.Of(context.Connection.RemoteIpAddress);

    private static string SecondsUntilNext(RateLimitLease lease) =>
        (lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? Math.Max(1, Math.Ceiling(wait.TotalSeconds)) : 1)
        .ToString(CultureInfo.InvariantCulture);
}
