using System.Net;
using Application.Tests.Auth;
using Aspire.Hosting.Testing;

namespace Application.Tests.Running;

/// <summary>Clients that are always the same one, where <see cref="RunningApplication.Gateway"/> is another with each request.</summary>
internal static class Clients
{
    public static HttpClient FromAddress(this RunningApplication application, IPAddress address)
    {
        var client = new HttpClient { BaseAddress = application.Gateway.BaseAddress, Timeout = Deadlines.Answer };
        client.DefaultRequestHeaders.Add(EachFromAnotherAddress.Header, address.ToString());
        return client;
    }

    /// <summary>Past the gateway, whose limits on sign-ins would come first.</summary>
    public static HttpClient Direct(this RunningApplication application, IPAddress? address = null)
    {
        var client = application.App.CreateHttpClient("auth");
        client.Timeout = Deadlines.Answer;
        client.DefaultRequestHeaders.Add(EachFromAnotherAddress.Header, (address ?? EachFromAnotherAddress.NewAddress()).ToString());
        return client;
    }

    public static async Task<HttpStatusCode> TryAsync(this HttpClient client, string email, string password = "wrong")
    {
        using var response = await client.LoginAsync(email, password);
        return response.StatusCode;
    }
}
