using Microsoft.Extensions.Logging;

namespace Hosting.Setup;

internal static partial class Log
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Waiting for another set-up of this machine: process {Holder} holds {Lock}")]
    public static partial void WaitingForLock(this ILogger logger, string holder, string @lock);

    [LoggerMessage(EventId = 2, Level = LogLevel.Information, Message = "DCP and dashboard: {Directory}")]
    public static partial void BundleReady(this ILogger logger, string directory);

    [LoggerMessage(EventId = 3, Level = LogLevel.Information, Message = "Container engine: {Runtime}, client {Client}")]
    public static partial void EngineReady(this ILogger logger, string runtime, string client);

    [LoggerMessage(EventId = 4, Level = LogLevel.Information, Message = "{Step} …")]
    public static partial void Bringing(this ILogger logger, string step);

    [LoggerMessage(EventId = 9, Level = LogLevel.Information, Message = "{Step}: {Seconds:0} s so far")]
    public static partial void StillBringing(this ILogger logger, string step, double seconds);

    [LoggerMessage(EventId = 5, Level = LogLevel.Information, Message = "{Step}: done in {Seconds:0.0} s")]
    public static partial void Brought(this ILogger logger, string step, double seconds);

    [LoggerMessage(EventId = 6, Level = LogLevel.Information, Message = "{Image} is present")]
    public static partial void ImagePresent(this ILogger logger, string image);

    [LoggerMessage(EventId = 7, Level = LogLevel.Information, Message = "{Image} was pulled")]
    public static partial void ImagePulled(this ILogger logger, string image);

    [LoggerMessage(EventId = 8, Level = LogLevel.Warning,
        Message = "{Image} is absent and its registry cannot be reached ({Reason}); {Substitute}, made from Debian's packages, runs in its place")]
    public static partial void ImageSubstituted(this ILogger logger, string image, string reason, string substitute);
}
