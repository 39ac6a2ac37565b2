using System.Globalization;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Primitives;

namespace Gateway.Answers;

/// <summary>
/// Lets the upstream decide what is stored and how long: a <see cref="PublicAnswers">public</see> 200 with a max-age.
/// The key is made before the answer is known, so it holds the headers by which ours may vary; an answer that varies
/// by another is not stored. What is stored is not compressed (<see cref="Caching"/> asks the upstream for that), and
/// so is the same for every Accept-Encoding.
/// </summary>
internal sealed class CachePolicy : IOutputCachePolicy
{
    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        context.EnableOutputCaching = true;
        context.AllowCacheLookup = true;
        context.AllowCacheStorage = true;

        // Locking would have all requests for the same path wait for each other, also where nothing is stored in the end.
        context.AllowLocking = false;
        context.CacheVaryByRules.QueryKeys = "*";
        context.CacheVaryByRules.HeaderNames = CacheKey.Headers;
        return ValueTask.CompletedTask;
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    /// <summary>
    /// After the answer. <see cref="Caching.Decide"/> had its say when the headers came. What is not proxied is not
    /// stored, nor an answer that broke off, nor the 502 that stands for one.
    /// </summary>
    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        context.AllowCacheStorage &= context.ResponseExpirationTimeSpan > TimeSpan.Zero
            && context.HttpContext.Response.StatusCode == StatusCodes.Status200OK
            && context.HttpContext.GetForwarderErrorFeature() is null;
        return ValueTask.CompletedTask;
    }

    /// <summary>How long the answer may be served from the store; zero if it may not be stored.</summary>
    public static TimeSpan LifetimeOf(HttpResponse answer)
    {
        if (answer.StatusCode != StatusCodes.Status200OK
            || PublicAnswers.ControlOf(answer) is not { NoCache: false } control
            || answer.Headers.ContentEncoding.Count > 0
            || !AreKeyHeaders(answer.Headers.Vary)
            || (control.SharedMaxAge ?? control.MaxAge) is not { } maxAge)
        {
            return TimeSpan.Zero;
        }

        var age = TimeSpan.FromSeconds(
            int.TryParse(answer.Headers.Age, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : 0);
        return maxAge > age ? maxAge - age : TimeSpan.Zero;
    }

    private static bool AreKeyHeaders(StringValues vary) => vary
        .SelectMany(value => value!.Split(',', StringSplitOptions.TrimEntries))
        .All(name => CacheKey.Headers.Append("Accept-Encoding").Contains(name, StringComparer.OrdinalIgnoreCase));
}
