using Microsoft.Extensions.Logging;

namespace Hosting.Setup;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Waiting for another set-up of this machine: process {Holder} holds {Lock}")]
    public static partial void WaitingForLock(this ILogger logger, string holder, string @lock);

    [LoggerMessage(Level = LogLevel.Information, Message = "DCP and dashboard: {Directory}")]
    public static partial void BundleReady(this ILogger logger, string directory);

    [LoggerMessage(Level = LogLevel.Information, Message = "Container engine: {Runtime}, client {Client}")]
    public static partial void EngineReady(this ILogger logger, string runtime, string client);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Step} …")]
    public static partial void Bringing(this ILogger logger, string step);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Step}: done in {Seconds:0.0} s")]
    public static partial void Brought(this ILogger logger, string step, double seconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Image} is present")]
    public static partial void ImagePresent(this ILogger logger, string image);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Image} was pulled")]
    public static partial void ImagePulled(this ILogger logger, string image);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "{Image} is absent and its registry cannot be reached ({Reason}); {Substitute}, made from Debian's packages, runs in its place")]
    public static partial void ImageSubstituted(this ILogger logger, string image, string reason, string substitute);
}
