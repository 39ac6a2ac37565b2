using System.Text.Json;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

/// <summary>
/// Writes <c>aspire-manifest.json</c> as Aspire 13.5 does, byte for byte. It holds what a deployer needs and nothing of how
/// the application runs here: no replicas, waits, health checks or restart policies.
/// </summary>
internal sealed class ManifestWriter
{
    private readonly DistributedApplicationExecutionContext _context;
    private readonly Utf8JsonWriter _json;
    private readonly string _directory;
    private readonly ManifestExpressions _expressions;
    private readonly ManifestPorts _ports = new();

    private ManifestWriter(DistributedApplicationExecutionContext context, DistributedApplicationModel model, Utf8JsonWriter json, string directory)
    {
        _context = context;
        _json = json;
        _directory = directory;
        _expressions = new ManifestExpressions(model);
    }

    /// <param name="context">The execution context, in publish mode.</param>
    /// <param name="model">What to write.</param>
    /// <param name="output">Where to write; UTF-8, no newline at the end.</param>
    /// <param name="directory">The folder that paths in the manifest are relative to.</param>
    /// <param name="cancellationToken">Ends it.</param>
    internal static async Task WriteAsync(
        DistributedApplicationExecutionContext context, DistributedApplicationModel model, Stream output, string directory, CancellationToken cancellationToken)
    {
        await using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        await new ManifestWriter(context, model, json, directory).WriteAsync(model, cancellationToken);
    }

    private async Task WriteAsync(DistributedApplicationModel model, CancellationToken cancellationToken)
    {
        _json.WriteStartObject();
        _json.WriteStartObject("resources");
        foreach (var resource in model.Resources.Where(resource => !resource.TryGetLastAnnotation<ExcludedFromManifestAnnotation>(out _)))
        {
            await WriteAsync(resource, cancellationToken);
        }

        while (_expressions.NextReferenced() is { } resource)
        {
            await WriteAsync(resource, cancellationToken);
        }

        _json.WriteEndObject();
        _json.WriteEndObject();
    }

    private async Task WriteAsync(IResource resource, CancellationToken cancellationToken)
    {
        _json.WriteStartObject(resource.Name);
        switch (resource)
        {
            case ContainerResource container:
                await WriteContainerAsync(container, cancellationToken);
                break;
            case ProjectResource project:
                await WriteProjectAsync(project, cancellationToken);
                break;
            case ExecutableResource executable:
                await WriteExecutableAsync(executable, cancellationToken);
                break;
            case ParameterResource parameter:
                WriteParameter(parameter);
                break;
            case IResourceWithConnectionString value:
                _json.WriteString("type", "value.v0");
                WriteConnectionString(value);
                break;
            default:
                throw new DistributedApplicationException($"Resource '{resource.Name}' ({resource.GetType().Name}) has no form in the manifest.");
        }

        _json.WriteEndObject();
        if (resource is ParameterResource written && _expressions.EncodedName(written) is { } name)
        {
            WriteEncoded(written, name);
        }
    }

    private async Task WriteContainerAsync(ContainerResource container, CancellationToken cancellationToken)
    {
        _json.WriteString("type", "container.v0");
        if (container is IResourceWithConnectionString connected)
        {
            WriteConnectionString(connected);
        }

        _json.WriteString("image", container.Image.Reference);
        await WriteArgumentsAsync(container, cancellationToken);
        WriteMounts(container);
        await WriteEnvironmentAsync(container, cancellationToken);
        WriteBindings(container);
    }

    private async Task WriteProjectAsync(ProjectResource project, CancellationToken cancellationToken)
    {
        _json.WriteString("type", "project.v0");
        _json.WriteString("path", Relative(project.Metadata.ProjectPath));
        await WriteArgumentsAsync(project, cancellationToken);
        await WriteEnvironmentAsync(project, cancellationToken);
        WriteBindings(project);
    }

    private async Task WriteExecutableAsync(ExecutableResource executable, CancellationToken cancellationToken)
    {
        _json.WriteString("type", "executable.v0");
        _json.WriteString("workingDirectory", Relative(executable.WorkingDirectory));
        _json.WriteString("command", executable.Command);
        await WriteArgumentsAsync(executable, cancellationToken);
        await WriteEnvironmentAsync(executable, cancellationToken);
        WriteBindings(executable);
    }

    private void WriteParameter(ParameterResource parameter)
    {
        _json.WriteString("type", "parameter.v0");
        if (parameter.IsConnectionString)
        {
            _json.WriteString("connectionString", parameter.ValueExpression);
        }

        _json.WriteString("value", $"{{{parameter.Name}.inputs.value}}");
        _json.WriteStartObject("inputs");
        _json.WriteStartObject("value");
        _json.WriteString("type", "string");
        if (parameter.Secret)
        {
            _json.WriteBoolean("secret", true);
        }

        if (parameter.Default is { } defaultValue)
        {
            _json.WriteStartObject("default");
            defaultValue.WriteToManifest(_json);
            _json.WriteEndObject();
        }

        _json.WriteEndObject();
        _json.WriteEndObject();
    }

    private void WriteEncoded(ParameterResource parameter, string name)
    {
        _json.WriteStartObject(name);
        _json.WriteString("type", "annotated.string");
        _json.WriteString("value", parameter.ValueExpression);
        _json.WriteString("filter", "uri");
        _json.WriteEndObject();
    }

    private void WriteConnectionString(IResourceWithConnectionString resource) =>
        _json.WriteString("connectionString", _expressions.Text(resource.ConnectionStringExpression));

    private async Task WriteArgumentsAsync(IResource resource, CancellationToken cancellationToken)
    {
        var arguments = await ExecutionValues.ArgumentsAsync(resource, cancellationToken);
        if (arguments.Count == 0)
        {
            return;
        }

        _json.WriteStartArray("args");
        foreach (var argument in arguments)
        {
            _json.WriteStringValue(_expressions.Text(argument));
        }

        _json.WriteEndArray();
    }

    private async Task WriteEnvironmentAsync(IResource resource, CancellationToken cancellationToken)
    {
        var variables = await ExecutionValues.EnvironmentAsync(resource, _context, cancellationToken);
        if (variables.Count == 0)
        {
            return;
        }

        _json.WriteStartObject("env");
        foreach (var (name, value) in variables)
        {
            _json.WriteString(name, _expressions.Text(value));
        }

        _json.WriteEndObject();
    }

    private void WriteMounts(ContainerResource container)
    {
        var mounts = container.Annotations.OfType<ContainerMountAnnotation>().ToLookup(mount => mount.Type);
        Write("bindMounts", "source", mounts[ContainerMountType.BindMount], Relative);
        Write("volumes", "name", mounts[ContainerMountType.Volume], name => name);

        void Write(string list, string key, IEnumerable<ContainerMountAnnotation> items, Func<string, string> source)
        {
            if (!items.Any())
            {
                return;
            }

            _json.WriteStartArray(list);
            foreach (var mount in items)
            {
                _json.WriteStartObject();
                if (mount.Source is not null)
                {
                    _json.WriteString(key, source(mount.Source));
                }

                _json.WriteString("target", mount.Target);
                _json.WriteBoolean("readOnly", mount.IsReadOnly);
                _json.WriteEndObject();
            }

            _json.WriteEndArray();
        }
    }

    private void WriteBindings(IResource resource)
    {
        if (!resource.TryGetEndpoints(out var endpoints))
        {
            return;
        }

        _json.WriteStartObject("bindings");
        foreach (var (endpoint, port, targetPort) in _ports.Allocate(resource, endpoints))
        {
            _json.WriteStartObject(endpoint.Name);
            _json.WriteString("scheme", endpoint.UriScheme);
            _json.WriteString("protocol", endpoint.Protocol.ToString().ToLowerInvariant());
            _json.WriteString("transport", endpoint.Transport);
            if (port is not null)
            {
                _json.WriteNumber("port", port.Value);
            }

            if (targetPort is not null)
            {
                _json.WriteNumber("targetPort", targetPort.Value);
            }

            if (endpoint.IsExternal)
            {
                _json.WriteBoolean("external", true);
            }

            _json.WriteEndObject();
        }

        _json.WriteEndObject();
    }

    private string Relative(string path) => Path.GetRelativePath(_directory, path).Replace('\\', '/');
}
