using System.Net;
using Auth.Events;

namespace Auth.Confirmations;

/// <summary>Who asks for a mail: where from, and in which language.</summary>
internal sealed record Requester(IPAddress? Client, string? Language)
{
    public static Requester Of(HttpContext http) => new(http.Connection.RemoteIpAddress, http.Request.Language());
}
