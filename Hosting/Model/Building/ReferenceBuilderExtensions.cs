using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>References: what one resource must know to reach another, put into its environment.</summary>
public static class ReferenceBuilderExtensions
{
    /// <summary>Gives <c>ConnectionStrings__&lt;name&gt;</c> and, one by one, <c>&lt;NAME&gt;_HOST</c>, <c>_PORT</c> and so on.</summary>
    /// <param name="builder">Who refers.</param>
    /// <param name="source">What is referred to.</param>
    /// <param name="connectionName">The name under which it is known; the resource's own by default.</param>
    /// <param name="optional">Whether a connection string without a value is left out instead of being an error.</param>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder,
        IResourceBuilder<IResourceWithConnectionString> source,
        string? connectionName = null,
        bool optional = false)
        where TDestination : IResourceWithEnvironment
    {
        var resource = source.Resource;
        var name = connectionName ?? resource.Name;

        return builder.WithRelationship(resource, "Reference").WithEnvironment(context =>
        {
            var variable = resource.ConnectionStringEnvironmentVariable ?? $"ConnectionStrings__{name}";
            context.EnvironmentVariables[variable] = new ConnectionStringReference(resource, optional);

            foreach (var (property, value) in resource.GetConnectionProperties())
            {
                context.EnvironmentVariables[$"{VariableName.Of(name)}_{VariableName.Of(property)}"] = value;
            }
        });
    }

    /// <summary>Gives <c>services__&lt;name&gt;__&lt;endpoint&gt;__0</c> and <c>&lt;NAME&gt;_&lt;ENDPOINT&gt;</c> for every endpoint.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
        where TDestination : IResourceWithEnvironment =>
        builder.WithEndpoints(source.Resource, () => source.Resource.GetEndpoints());

    /// <summary>The same for one endpoint.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, EndpointReference endpointReference)
        where TDestination : IResourceWithEnvironment =>
        builder.WithEndpoints(endpointReference.Resource, () => [endpointReference]);

    internal static IResourceBuilder<T> WithRelationship<T>(this IResourceBuilder<T> builder, IResource resource, string type)
        where T : IResource => builder.WithAnnotation(new ResourceRelationshipAnnotation(resource, type));

    private static IResourceBuilder<T> WithEndpoints<T>(
        this IResourceBuilder<T> builder, IResource source, Func<IEnumerable<EndpointReference>> endpoints)
        where T : IResourceWithEnvironment => builder.WithRelationship(source, "Reference").WithEnvironment(context =>
        {
            foreach (var endpoint in endpoints())
            {
                context.EnvironmentVariables[$"{VariableName.Of(source.Name)}_{VariableName.Of(endpoint.EndpointName)}"] = endpoint;
                context.EnvironmentVariables[$"services__{source.Name}__{endpoint.EndpointName}__0"] = endpoint;
            }
        });
}

/// <summary>A resource's connection string where another resource uses it: required unless said otherwise.</summary>
public sealed class ConnectionStringReference(IResourceWithConnectionString resource, bool optional)
    : IManifestExpressionProvider, IValueProvider, IValueWithReferences
{
    public IResourceWithConnectionString Resource { get; } = resource;

    public bool Optional { get; } = optional;

    string IManifestExpressionProvider.ValueExpression => Resource.ValueExpression;

    IEnumerable<object> IValueWithReferences.References => [Resource];

    async ValueTask<string?> IValueProvider.GetValueAsync(CancellationToken cancellationToken)
    {
        var value = await Resource.GetValueAsync(cancellationToken);
        return string.IsNullOrEmpty(value) && !Optional
            ? throw new DistributedApplicationException($"The connection string of '{Resource.Name}' is empty.")
            : value;
    }
}

internal static class VariableName
{
    /// <summary>Upper case, with every sign that a shell would not take in a name replaced by an underscore.</summary>
    internal static string Of(string name) =>
        string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToUpperInvariant(c) : '_'));
}
