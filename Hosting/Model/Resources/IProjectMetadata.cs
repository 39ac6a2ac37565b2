using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Where a project stands. The build writes one type of these for each project the AppHost references, in namespace <c>Projects</c>.</summary>
public interface IProjectMetadata : IResourceAnnotation
{
    /// <summary>Full path of the project file.</summary>
    string ProjectPath { get; }
}

/// <summary>The assembly that the build made of a project, so that it starts without another <c>dotnet run</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ProjectOutputAttribute(string targetPath) : Attribute
{
    /// <summary>Full path of the built assembly.</summary>
    public string TargetPath { get; } = targetPath;
}
