using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Sends a request to an endpoint, and tells of the answer.</summary>
internal sealed class HttpCommand(EndpointReference endpoint, string path, HttpCommandOptions options)
{
    internal async Task<ExecuteCommandResult> ExecuteAsync(ExecuteCommandContext context)
    {
        using var client = context.Services.GetRequiredService<IHttpClientFactory>().CreateClient();

        // A person waits, and can cancel.
        client.Timeout = Timeout.InfiniteTimeSpan;
        using var request = new HttpRequestMessage(options.Method!, new UriBuilder(endpoint.Url) { Path = path }.Uri);
        try
        {
            await (options.PrepareRequest?.Invoke(new HttpCommandRequestContext
            {
                Services = context.Services,
                ResourceName = context.ResourceName,
                Endpoint = endpoint,
                CancellationToken = context.CancellationToken,
                HttpClient = client,
                Request = request,
            }) ?? Task.CompletedTask);
            using var response = await client.SendAsync(request, context.CancellationToken);
            return new ExecuteCommandResult
            {
                Success = response.IsSuccessStatusCode,
                Message = response.IsSuccessStatusCode ? null : $"Request failed with status code {response.StatusCode}",
                Data = await DataAsync(response.Content, context.CancellationToken),
            };
        }
        catch (HttpRequestException exception)
        {
            return CommandResults.Failure(exception.Message);
        }
    }

    private async Task<CommandResultData?> DataAsync(HttpContent content, CancellationToken cancellationToken)
    {
        if (Format(content.Headers.ContentType) is not { } format)
        {
            return null;
        }

        var text = await content.ReadAsStringAsync(cancellationToken);
        return text.Length == 0 ? null : new CommandResultData { Value = text, Format = format };
    }

    private CommandResultFormat? Format(MediaTypeHeaderValue? type) => options.ResultMode switch
    {
        HttpCommandResultMode.Json => CommandResultFormat.Json,
        HttpCommandResultMode.Text => CommandResultFormat.Text,
        HttpCommandResultMode.Auto when type?.MediaType is { } media => media.EndsWith("json", StringComparison.OrdinalIgnoreCase)
            ? CommandResultFormat.Json
            : media.StartsWith("text/", StringComparison.OrdinalIgnoreCase) ? CommandResultFormat.Text : null,
        _ => null,
    };
}
