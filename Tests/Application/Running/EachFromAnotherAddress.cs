using System.Net;

namespace Application.Tests.Running;

/// <summary>What nginx at the edge does: tells the gateway from where a request comes.</summary>
internal sealed class EachFromAnotherAddress : DelegatingHandler
{
    public const string Header = "X-Forwarded-For";

    public static HttpClient Client(Uri gateway) =>
        new(new EachFromAnotherAddress { InnerHandler = new SocketsHttpHandler { UseCookies = false } })
        {
            BaseAddress = gateway,
            Timeout = Deadlines.Answer,
        };

    /// <summary>Of the networks that are kept for documentation and tests (RFC 2544, 198.18.0.0/15).</summary>
    public static IPAddress NewAddress()
    {
        var host = Random.Shared.Next(1 << 17);
        return new IPAddress([198, (byte)(18 + (host >> 16)), (byte)(host >> 8), (byte)host]);
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!request.Headers.Contains(Header))
        {
            request.Headers.Add(Header, NewAddress().ToString());
        }

        return base.SendAsync(request, cancellationToken);
    }
}
