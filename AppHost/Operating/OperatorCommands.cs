namespace AppHost.Operating;

/// <summary>What an operator may ask a service, as commands in the dashboard: the requests of its own admin endpoints, with the operator's key.</summary>
internal static class OperatorCommands
{
    private const string Header = "X-Operator-Key";

    /// <summary>Lets the service know the key, and adds the commands for the dead letters of its queues.</summary>
    /// <param name="path">Where the service has mapped its dead letters.</param>
    public static IResourceBuilder<ProjectResource> WithDeadLetterCommands(
        this IResourceBuilder<ProjectResource> service, IResourceBuilder<ParameterResource> key, string path, params string[] queues)
    {
        service.WithEnvironment("Messaging__OperatorKey", key).WithOperatorCommand(key, HttpMethod.Get, path, "Count dead letters", "MailError");
        foreach (var queue in queues)
        {
            service.WithOperatorCommand(key, HttpMethod.Get, $"{path}/{queue}", $"List dead letters of {queue}", "MailReadMultiple");
            service.WithOperatorCommand(
                key, HttpMethod.Post, $"{path}/{queue}/replay", $"Replay dead letters of {queue}", "ArrowReplyAll", "Send all of them to the queue again?");
        }

        return service;
    }

    public static IResourceBuilder<ProjectResource> WithOperatorCommand(
        this IResourceBuilder<ProjectResource> service,
        IResourceBuilder<ParameterResource> key,
        HttpMethod method,
        string path,
        string displayName,
        string icon,
        string? question = null) => service.WithHttpCommand(path, displayName, commandOptions: new HttpCommandOptions
        {
            Method = method,
            IconName = icon,
            ConfirmationMessage = question,
            ResultMode = HttpCommandResultMode.Auto,
            PrepareRequest = async context =>
                context.Request.Headers.Add(Header, await key.Resource.GetValueAsync(context.CancellationToken)),
        });
}
