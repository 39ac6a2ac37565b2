using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Parameters and connection strings: what is supplied from outside the model.</summary>
public static class ParameterBuilderExtensions
{
    /// <summary>A value from configuration <c>Parameters:&lt;name&gt;</c>.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, bool secret = false) =>
        builder.AddResource(new ParameterResource(name, _ => Supplied(builder, $"Parameters:{name}", name), secret));

    /// <summary>A value from configuration <c>Parameters:&lt;name&gt;</c>, or else its default.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="value">What it is when nobody supplies it.</param>
    /// <param name="secret">Whether the value is hidden wherever it would be shown.</param>
    /// <param name="persist">Whether a default, once made, is kept in the AppHost's user secrets for the next run.</param>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, ParameterDefault value, bool secret = false, bool persist = false) =>
        builder.AddResource(WithDefault(builder, name, value, secret, persist && builder.ExecutionContext.IsRunMode));

    /// <summary>A connection string from configuration <c>ConnectionStrings:&lt;name&gt;</c>.</summary>
    public static IResourceBuilder<IResourceWithConnectionString> AddConnectionString(
        this IDistributedApplicationBuilder builder, string name, string? environmentVariableName = null) =>
        builder.AddResource(new ConnectionStringParameterResource(
            name, _ => Supplied(builder, $"ConnectionStrings:{name}", name), environmentVariableName));

    /// <summary>A connection string composed from other resources.</summary>
    public static IResourceBuilder<ConnectionStringResource> AddConnectionString(
        this IDistributedApplicationBuilder builder, string name, ReferenceExpression connectionStringExpression)
    {
        var resource = builder.AddResource(new ConnectionStringResource(name, connectionStringExpression));
        foreach (var referenced in ((IValueWithReferences)connectionStringExpression).References.OfType<IResource>())
        {
            resource.WithRelationship(referenced, "Reference").WithAnnotation(new WaitAnnotation(referenced, WaitType.WaitUntilHealthy));
        }

        return resource;
    }

    /// <summary>
    /// A generated password. Where values are kept (user secrets of the AppHost), it is the same in every run, as a server's volume needs it to be.
    /// </summary>
    internal static ParameterResource CreateGeneratedPassword(IDistributedApplicationBuilder builder, string name, bool special) =>
        WithDefault(builder, name, new GenerateParameterDefault { Special = special }, secret: true, persist: true);

    private static ParameterResource WithDefault(
        IDistributedApplicationBuilder builder, string name, ParameterDefault value, bool secret, bool persist)
    {
        var key = $"Parameters:{name}";
        return new ParameterResource(
            name,
            _ => builder.Configuration[key] ?? (persist ? Keep(builder, key, value.GetDefaultValue()) : value.GetDefaultValue()),
            secret)
        {
            Default = value,
        };
    }

    private static string Keep(IDistributedApplicationBuilder builder, string key, string value)
    {
        var kept = builder is IKeepsSecrets keeper ? keeper.Keep(key, value) : value;
        builder.Configuration[key] = kept;
        return kept;
    }

    private static string Supplied(IDistributedApplicationBuilder builder, string key, string name) =>
        builder.Configuration[key] ?? throw new MissingParameterValueException(
            $"'{name}' has no value: set configuration key '{key}', for example with " +
            $"`dotnet user-secrets set \"{key}\" <value> --project {builder.AppHostDirectory}`.");
}

/// <summary>A builder that can keep a generated value for the next run.</summary>
internal interface IKeepsSecrets
{
    /// <returns>The value that is kept: another's, if one was kept before.</returns>
    string Keep(string key, string value);
}
