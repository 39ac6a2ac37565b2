using Aspire.Hosting.ApplicationModel;
using MySqlConnector;

namespace Aspire.Hosting;

/// <summary>MySQL.</summary>
public static class MySqlBuilderExtensions
{
    private const string Image = "library/mysql";
    private const string Tag = "9.7";
    private const string Registry = "docker.io";
    private const int Port = 3306;
    private const string DataDirectory = "/var/lib/mysql";

    /// <summary>Adds a server in a container.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name, and the connection string's.</param>
    /// <param name="password">Root's password; generated if null.</param>
    /// <param name="port">The port on this machine; allocated if null.</param>
    public static IResourceBuilder<MySqlServerResource> AddMySql(
        this IDistributedApplicationBuilder builder, string name, IResourceBuilder<ParameterResource>? password = null, int? port = null)
    {
        var secret = password?.Resource ?? ParameterBuilderExtensions.CreateGeneratedPassword(builder, $"{name}-password", special: true);
        var server = new MySqlServerResource(name, secret);

        builder.Eventing.Subscribe<ResourceReadyEvent>(server, (_, cancellationToken) => CreateDatabasesAsync(server, cancellationToken));
        return builder.AddResource(server)
            .WithImage(Image, Tag)
            .WithImageRegistry(Registry)
            .WithEndpoint(port, Port, name: MySqlServerResource.PrimaryEndpointName)
            .WithEnvironment(context => context.EnvironmentVariables["MYSQL_ROOT_PASSWORD"] = secret)
            .WithHealthCheck($"{name}_check", _ => new MySqlHealthCheck(server.ConnectionStringExpression));
    }

    /// <summary>Adds a database, which is created when the server is ready.</summary>
    public static IResourceBuilder<MySqlDatabaseResource> AddDatabase(
        this IResourceBuilder<MySqlServerResource> builder, string name, string? databaseName = null)
    {
        var database = new MySqlDatabaseResource(name, databaseName ?? name, builder.Resource);
        builder.Resource.Databases.Add(database);
        return builder.ApplicationBuilder.AddResource(database)
            .WithRelationship(builder.Resource, "Parent")
            .WithHealthCheck($"{name}_check", _ => new MySqlHealthCheck(database.ConnectionStringExpression));
    }

    /// <summary>Keeps the server's data in a named volume.</summary>
    public static IResourceBuilder<MySqlServerResource> WithDataVolume(
        this IResourceBuilder<MySqlServerResource> builder, string? name = null, bool isReadOnly = false) =>
        builder.WithVolume(name ?? VolumeName.Generate(builder, "data"), DataDirectory, isReadOnly);

    private static async Task CreateDatabasesAsync(MySqlServerResource server, CancellationToken cancellationToken)
    {
        await using var connection = new MySqlConnection(await server.ConnectionStringExpression.GetValueAsync(cancellationToken));
        await connection.OpenAsync(cancellationToken);
        foreach (var database in server.Databases)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"CREATE DATABASE IF NOT EXISTS `{database.DatabaseName.Replace("`", "``", StringComparison.Ordinal)}`";
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
