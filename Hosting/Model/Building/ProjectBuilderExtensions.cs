using System.Collections.Immutable;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Projects;

namespace Aspire.Hosting;

/// <summary>Projects of the solution. Their endpoints and variables come from the launch profile, as <c>dotnet run</c> would use it.</summary>
public static class ProjectBuilderExtensions
{
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new()
    {
        // The retry bridges the time until whoever receives telemetry is up.
        var project = builder.AddResource(new ProjectResource(name)).WithAnnotation(new TProject())
            .WithEnvironment("OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY", "in_memory");
        var profile = LaunchProfile.Read(
            project.Resource.Metadata.ProjectPath,
            builder.Configuration["AppHost:DefaultLaunchProfileName"] ?? builder.Configuration["DOTNET_LAUNCH_PROFILE"]);

        return builder.ExecutionContext.IsPublishMode
            ? project.WithPublishDefaults(profile)
            : project.WithRunDefaults(profile);
    }

    /// <summary>Runs several processes of the project behind one address.</summary>
    public static IResourceBuilder<ProjectResource> WithReplicas(this IResourceBuilder<ProjectResource> builder, int replicas)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(replicas, 1);
        return builder.WithAnnotation(new ReplicaAnnotation(replicas), ResourceAnnotationMutationBehavior.Replace);
    }

    private static IResourceBuilder<ProjectResource> WithPublishDefaults(this IResourceBuilder<ProjectResource> project, LaunchProfile? profile)
    {
        if (profile?.Urls.Count > 0)
        {
            // Whatever profile a developer uses, what is deployed can be served with and without TLS.
            project.WithHttpEndpoint().WithEndpoint(scheme: "https");
        }

        return project.WithEnvironment(context =>
        {
            var http = project.Resource.GetEndpoints().Where(e => e.Scheme == "http").ToList();
            if (http.Count > 0)
            {
                context.EnvironmentVariables["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true";
                context.EnvironmentVariables["HTTP_PORTS"] = Joined(http.Select(e => ReferenceExpression.Create($"{e.Property(EndpointProperty.TargetPort)}")));
            }
        });
    }

    private static IResourceBuilder<ProjectResource> WithRunDefaults(this IResourceBuilder<ProjectResource> project, LaunchProfile? profile)
    {
        foreach (var url in profile?.Urls ?? [])
        {
            // A second one of a scheme is told apart by its number.
            var others = project.Resource.Annotations.OfType<EndpointAnnotation>().Count(endpoint => endpoint.UriScheme == url.Scheme);
            var name = others == 0 ? url.Scheme : $"{url.Scheme}{others + 1}";
            project.WithAnnotation(new EndpointAnnotation(ProtocolType.Tcp, url.Scheme, name: name, port: url.Port) { TargetHost = url.Host });
        }

        return project.WithEnvironment(context =>
        {
            Telemetry.Export(context, project.ApplicationBuilder.Configuration, project.ApplicationBuilder.Environment);

            var urls = project.Resource.GetEndpoints().Where(e => e.EndpointAnnotation.IsHttpScheme).Select(e => ReferenceExpression.Create(
                $"{e.Property(EndpointProperty.Scheme)}://{e.EndpointAnnotation.TargetHost}:{e.Property(EndpointProperty.TargetPort)}")).ToList();
            if (urls.Count > 0)
            {
                context.EnvironmentVariables["ASPNETCORE_URLS"] = Joined(urls);
            }

            foreach (var (name, value) in profile?.EnvironmentVariables ?? ImmutableDictionary<string, string>.Empty)
            {
                context.EnvironmentVariables.TryAdd(name, Environment.ExpandEnvironmentVariables(value));
            }
        });
    }

    private static ReferenceExpression Joined(IEnumerable<ReferenceExpression> parts) =>
        new([.. parts.SelectMany((part, index) => index == 0 ? part.Segments : [new(";", null, null), .. part.Segments])]);
}
