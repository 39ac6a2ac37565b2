using Deploy.Expressions;
using Deploy.Faults;

namespace Deploy.Manifest;

/// <summary>What every resource is read with.</summary>
/// <param name="Expressions">Fills while its fields are read.</param>
internal sealed record ResourceHead(string Name, string Type, Position At, List<Expression> Expressions);

/// <summary>The types that can be deployed, and who reads each.</summary>
internal static class ResourceTypes
{
    private static readonly Dictionary<string, Func<Fields, ResourceHead, Resource>> Readers = new(StringComparer.Ordinal)
    {
        ["project.v0"] = WorkloadReader.Project,
        ["project.v1"] = WorkloadReader.Project,
        ["container.v0"] = ContainerReader.Container,
        ["container.v1"] = ContainerReader.Container,
        ["dockerfile.v0"] = ContainerReader.Dockerfile,
        ["executable.v0"] = WorkloadReader.Executable,
        ["value.v0"] = ValueReader.Value,
        ["parameter.v0"] = ValueReader.Parameter,
        ["annotated.string"] = ValueReader.AnnotatedString,
    };

    public static IReadOnlyCollection<string> Names => Readers.Keys;

    public static Func<Fields, ResourceHead, Resource>? Find(string type) => Readers.GetValueOrDefault(type);
}
