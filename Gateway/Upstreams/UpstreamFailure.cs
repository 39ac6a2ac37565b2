using Yarp.ReverseProxy.Forwarder;

namespace Gateway.Upstreams;

/// <summary>How far a request had come when it failed.</summary>
internal enum UpstreamFailure
{
    /// <summary>It did not fail, or for a reason that is not the replica's: the client left, the answer took too long.</summary>
    None,

    /// <summary>No connection was made, so the replica knows nothing of the request.</summary>
    NotSent,

    /// <summary>The connection broke before an answer began: nobody knows what the replica did.</summary>
    Unanswered,

    /// <summary>The connection broke within the answer.</summary>
    Truncated,
}

internal static class UpstreamFailures
{
    public static UpstreamFailure Of(IForwarderErrorFeature? error) => error switch
    {
        null => UpstreamFailure.None,
        { Error: ForwarderError.Request, Exception: HttpRequestException failure } when IsNotSent(failure) => UpstreamFailure.NotSent,
        { Error: ForwarderError.Request, Exception: HttpRequestException } => UpstreamFailure.Unanswered,

        // Our ConnectTimeout; a time-out of the answer has no TimeoutException inside.
        { Error: ForwarderError.RequestTimedOut, Exception: OperationCanceledException { InnerException: TimeoutException } }
            => UpstreamFailure.NotSent,
        { Error: ForwarderError.ResponseBodyDestination } => UpstreamFailure.Truncated,
        _ => UpstreamFailure.None,
    };

    private static bool IsNotSent(HttpRequestException failure) => failure.HttpRequestError
        is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError;
}
