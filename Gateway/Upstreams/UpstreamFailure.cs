using Yarp.ReverseProxy.Forwarder;

namespace Gateway.Upstreams;

/// <summary>How far a request had come when it failed.</summary>
internal enum UpstreamFailure
{
    /// <summary>
    /// It did not fail, or for a reason that says nothing of the replica: the client left, the answer took too long or
    /// was malformed. Nor does an answer that broke off: a replica resets the
    /// connection of a client that reads too slowly, and one that died refuses the next request anyway.
    /// </summary>
    None,

    /// <summary>No connection was made, so the replica knows nothing of the request.</summary>
    NotSent,

    /// <summary>The connection broke before an answer began: nobody knows what the replica did.</summary>
    Unanswered,

    /// <summary>
    /// The body could not be written to its end: nobody knows what the replica did, nor whether it died or had enough.
    /// </summary>
    Unwritten,
}

internal static class UpstreamFailures
{
    public static UpstreamFailure Of(IForwarderErrorFeature? error) => error switch
    {
        null => UpstreamFailure.None,
        { Error: ForwarderError.Request, Exception: HttpRequestException failure } when IsNotSent(failure) => UpstreamFailure.NotSent,
        { Error: ForwarderError.Request, Exception: HttpRequestException { InnerException: IOException } failure } when IsBroken(failure)
            => UpstreamFailure.Unanswered,
        { Error: ForwarderError.RequestBodyDestination } => UpstreamFailure.Unwritten,

        // Our ConnectTimeout; a time-out of the answer has no TimeoutException inside.
        { Error: ForwarderError.RequestTimedOut, Exception: OperationCanceledException { InnerException: TimeoutException } }
            => UpstreamFailure.NotSent,
        _ => UpstreamFailure.None,
    };

    private static bool IsNotSent(HttpRequestException failure) => failure.HttpRequestError
        is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError;

    private static bool IsBroken(HttpRequestException failure) => failure.HttpRequestError
        is not (HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded);
}
