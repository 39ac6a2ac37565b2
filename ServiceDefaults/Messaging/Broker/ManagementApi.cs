using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using OpenTelemetry;

namespace ServiceDefaults.Messaging.Broker;

/// <summary>RabbitMQ's management API, with the account of the AMQP address.</summary>
internal sealed class ManagementApi(IHttpClientFactory clients, BrokerAccess broker, IOptions<MessagingOptions> options)
{
    public const string Client = "messaging-management";

    public bool IsKnown => options.Value.ManagementUrl is not null;

    /// <summary>Puts a policy unless it is there already: each put makes the broker look at every queue again.</summary>
    /// <exception cref="HttpRequestException">The API cannot be reached, or refuses.</exception>
    public async Task PutPolicyAsync(Policy policy, CancellationToken cancellationToken)
    {
        // Nobody's request: it would be a trace of its own each time.
        using var untraced = SuppressInstrumentationScope.Begin();
        using var client = clients.CreateClient(Client);
        client.BaseAddress = options.Value.ManagementUrl;
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{broker.UserName}:{broker.Password}")));

        var path = $"/api/policies/{Uri.EscapeDataString(broker.VirtualHost)}/{Uri.EscapeDataString(policy.Name)}";
        var wanted = policy.ToJson();
        if (await IsPutAsync(client, path, wanted, cancellationToken))
        {
            return;
        }

        using var response = await client.PutAsync(new Uri(path, UriKind.Relative), JsonContent.Create(wanted), cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            // The broker says which key it does not know.
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            throw new HttpRequestException(
                $"{(int)response.StatusCode}: {(body.Length > 500 ? body[..500] : body)}", inner: null, response.StatusCode);
        }
    }

    private static async Task<bool> IsPutAsync(HttpClient client, string path, JsonObject wanted, CancellationToken cancellationToken)
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }

        response.EnsureSuccessStatusCode();
        var found = await response.Content.ReadFromJsonAsync<JsonObject>(cancellationToken);
        return wanted.All(part => JsonNode.DeepEquals(part.Value, found?[part.Key]));
    }
}
