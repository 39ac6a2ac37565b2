using Deploy.Expressions;
using Deploy.Faults;

namespace Deploy.Manifest;

/// <summary>A resource of the manifest.</summary>
/// <param name="Type">As written, such as container.v1.</param>
/// <param name="At">Its name's place.</param>
internal abstract record Resource(string Name, string Type, Position At)
{
    /// <summary>Null where it has none.</summary>
    public Expression? ConnectionString { get; init; }

    /// <summary>Null where it has none.</summary>
    public Expression? Value { get; init; }

    /// <summary>By name; of a parameter, or of a container of Aspire 8.0's previews.</summary>
    public IReadOnlyDictionary<string, ParameterInput> Inputs { get; init; } = new Dictionary<string, ParameterInput>();

    /// <summary>All that it says in expressions, in the manifest's order.</summary>
    public required IReadOnlyList<Expression> Expressions { get; init; }
}

/// <summary>Something that runs.</summary>
internal abstract record Workload(string Name, string Type, Position At) : Resource(Name, Type, At)
{
    public IReadOnlyList<Expression> Arguments { get; init; } = [];

    /// <summary>In the manifest's order; no name occurs twice.</summary>
    public IReadOnlyList<KeyValuePair<string, Expression>> Environment { get; init; } = [];

    public IReadOnlyDictionary<string, Binding> Bindings { get; init; } = new Dictionary<string, Binding>();

    public IReadOnlyList<ContainerFiles> Files { get; init; } = [];
}

/// <param name="Path">Of its project file, relative to the manifest or absolute.</param>
internal sealed record ProjectResource(string Name, string Type, Position At, string Path) : Workload(Name, Type, At);

/// <param name="Path">Of the command, or its name on the search path.</param>
/// <param name="WorkingDirectory">Relative to the manifest or absolute.</param>
internal sealed record ExecutableResource(string Name, string Type, Position At, string Path, string WorkingDirectory) : Workload(Name, Type, At);

/// <summary>Has an image or a build. <c>dockerfile.v0</c> is one with a build.</summary>
internal sealed record ContainerResource(string Name, string Type, Position At) : Workload(Name, Type, At)
{
    public Expression? Image { get; init; }

    public ContainerBuild? Build { get; init; }

    /// <summary>Null for the image's own.</summary>
    public string? Entrypoint { get; init; }

    public IReadOnlyList<Volume> Volumes { get; init; } = [];

    public IReadOnlyList<BindMount> BindMounts { get; init; } = [];
}

/// <summary>A connection string put together from others.</summary>
internal sealed record ValueResource(string Name, string Type, Position At) : Resource(Name, Type, At);

/// <summary>Something that is stated, generated or preset when the system is deployed.</summary>
internal sealed record ParameterResource(string Name, string Type, Position At) : Resource(Name, Type, At);

/// <summary>Another's value, percent-encoded (the filter <c>uri</c>, the only one there is).</summary>
internal sealed record AnnotatedStringResource(string Name, string Type, Position At) : Resource(Name, Type, At);
