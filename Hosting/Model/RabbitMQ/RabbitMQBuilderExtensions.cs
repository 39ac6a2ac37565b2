using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>RabbitMQ.</summary>
public static class RabbitMQBuilderExtensions
{
    private const string Image = "library/rabbitmq";
    private const string Tag = "4.3";
    private const string ManagementSuffix = "-management";
    private const string Registry = "docker.io";
    private const int Port = 5672;
    private const int ManagementPort = 15672;
    private const string DataDirectory = "/var/lib/rabbitmq";

    /// <summary>Adds a server in a container.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name, and the connection string's.</param>
    /// <param name="userName">The user's name; <c>guest</c> if null.</param>
    /// <param name="password">The user's password; generated if null.</param>
    /// <param name="port">The port on this machine; allocated if null.</param>
    public static IResourceBuilder<RabbitMQServerResource> AddRabbitMQ(
        this IDistributedApplicationBuilder builder,
        string name,
        IResourceBuilder<ParameterResource>? userName = null,
        IResourceBuilder<ParameterResource>? password = null,
        int? port = null)
    {
        // Without special signs, because it stands in a URI.
        var secret = password?.Resource ?? ParameterBuilderExtensions.CreateGeneratedPassword(builder, $"{name}-password", special: false);
        var server = new RabbitMQServerResource(name, userName?.Resource, secret);
        var check = new RabbitMQHealthCheck(server.ConnectionStringExpression);

        return builder.AddResource(server)
            .WithImage(Image, Tag)
            .WithImageRegistry(Registry)
            .WithEndpoint(port, Port, name: RabbitMQServerResource.PrimaryEndpointName)
            .WithEnvironment(context =>
            {
                context.EnvironmentVariables["RABBITMQ_DEFAULT_USER"] = server.UserNameReference;
                context.EnvironmentVariables["RABBITMQ_DEFAULT_PASS"] = secret;
            })
            .WithHealthCheck($"{name}_check", _ => check);
    }

    /// <summary>Takes the image with the management plugin, and adds the endpoint of its page and HTTP API.</summary>
    public static IResourceBuilder<RabbitMQServerResource> WithManagementPlugin(this IResourceBuilder<RabbitMQServerResource> builder) =>
        builder.WithManagementPlugin(port: null);

    /// <summary>Takes the image with the management plugin, and adds the endpoint of its page and HTTP API.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="port">The port on this machine; allocated if null.</param>
    /// <exception cref="DistributedApplicationException">The server has another image than the official one of a version.</exception>
    public static IResourceBuilder<RabbitMQServerResource> WithManagementPlugin(this IResourceBuilder<RabbitMQServerResource> builder, int? port)
    {
        var image = builder.Resource.Image;
        if (image is not { Registry: Registry, Image: Image, Tag: { } tag } || !Version.TryParse(tag.Replace(ManagementSuffix, "", StringComparison.Ordinal), out _))
        {
            throw new DistributedApplicationException(
                $"'{builder.Resource.Name}' has the image {image.Reference}: which image of it holds the management plugin is not known.");
        }

        image.Tag = tag.EndsWith(ManagementSuffix, StringComparison.Ordinal) ? tag : tag + ManagementSuffix;
        return builder.WithHttpEndpoint(port, ManagementPort, RabbitMQServerResource.ManagementEndpointName);
    }

    /// <summary>Keeps the server's data in a named volume.</summary>
    public static IResourceBuilder<RabbitMQServerResource> WithDataVolume(
        this IResourceBuilder<RabbitMQServerResource> builder, string? name = null, bool isReadOnly = false) =>
        builder.WithVolume(name ?? VolumeName.Generate(builder, "data"), DataDirectory, isReadOnly).RunWithStableNodeName();

    /// <summary>Keeps the server's data in a folder of the host.</summary>
    public static IResourceBuilder<RabbitMQServerResource> WithDataBindMount(
        this IResourceBuilder<RabbitMQServerResource> builder, string source, bool isReadOnly = false) =>
        builder.WithBindMount(source, DataDirectory, isReadOnly).RunWithStableNodeName();

    /// <summary>A node finds its data by its name, which would else hold the container's id, another one in each run.</summary>
    private static IResourceBuilder<RabbitMQServerResource> RunWithStableNodeName(this IResourceBuilder<RabbitMQServerResource> builder) =>
        builder.ApplicationBuilder.ExecutionContext.IsRunMode
            ? builder.WithEnvironment("RABBITMQ_NODENAME", $"{builder.Resource.Name}@localhost")
            : builder;
}
