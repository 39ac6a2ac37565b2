using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting;

/// <summary>Commands of a resource.</summary>
public static class CommandBuilderExtensions
{
    /// <param name="builder">The resource.</param>
    /// <param name="name">What tells it apart from the resource's other commands.</param>
    /// <param name="displayName">What its button says.</param>
    /// <param name="executeCommand">Does it.</param>
    /// <param name="commandOptions">How it is shown, and when.</param>
    public static IResourceBuilder<T> WithCommand<T>(
        this IResourceBuilder<T> builder,
        string name,
        string displayName,
        Func<ExecuteCommandContext, Task<ExecuteCommandResult>> executeCommand,
        CommandOptions? commandOptions = null)
        where T : IResource
    {
        foreach (var former in builder.Resource.Annotations.OfType<ResourceCommandAnnotation>().Where(command => command.Name == name).ToList())
        {
            builder.Resource.Annotations.Remove(former);
        }

        return builder.WithAnnotation(new ResourceCommandAnnotation(name, displayName, executeCommand, commandOptions ?? new()));
    }

    /// <summary>A command that sends a request to the resource. It succeeds with the answer.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="path">The path to ask, without a query.</param>
    /// <param name="displayName">What its button says.</param>
    /// <param name="endpointName">The endpoint to ask; the first HTTP one by default.</param>
    /// <param name="commandName">What tells it apart from other commands; made of endpoint, method and path if null.</param>
    /// <param name="commandOptions">The request, how the command is shown, and when: by default while the resource runs.</param>
    public static IResourceBuilder<TResource> WithHttpCommand<TResource>(
        this IResourceBuilder<TResource> builder,
        string path,
        string displayName,
        string? endpointName = null,
        string? commandName = null,
        HttpCommandOptions? commandOptions = null)
        where TResource : IResourceWithEndpoints
    {
        var endpoint = endpointName is null
            ? builder.Resource.GetEndpoints().FirstOrDefault(found => found.EndpointAnnotation.IsHttpScheme)
            : builder.Resource.GetEndpoint(endpointName);
        if (endpoint is not { Exists: true, EndpointAnnotation.IsHttpScheme: true })
        {
            throw new DistributedApplicationException(
                $"'{builder.Resource.Name}' has no HTTP endpoint {(endpointName is null ? "" : $"'{endpointName}' ")}for the command '{displayName}'.");
        }

        var options = commandOptions ?? new HttpCommandOptions();
        options.Method ??= HttpMethod.Post;
        options.UpdateState ??= context => context.ResourceSnapshot.State?.Text == KnownResourceStates.Running
            ? ResourceCommandState.Enabled
            : ResourceCommandState.Disabled;

        builder.ApplicationBuilder.Services.AddHttpClient();
        var name = commandName ?? $"{endpoint.Resource.Name}-{endpoint.EndpointName}-http-{options.Method.Method.ToLowerInvariant()}-{path}";
        return builder.WithCommand(name, displayName, new HttpCommand(endpoint, path, options).ExecuteAsync, options);
    }
}
