using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Application.Tests.Running;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Harness;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Application.Tests.Gateway;

/// <summary>What a service has that nobody outside may reach.</summary>
/// <param name="Method">POST for a method of gRPC.</param>
/// <param name="Path">Without the slash it begins with.</param>
internal sealed record InternalTarget(string Method, string Path);

/// <summary>Finds them for whatever project stands in the app host: a new service is walked without a word about it here.</summary>
internal static partial class InternalTargets
{
    /// <summary>What every service has, or could come to have by one line of a library.</summary>
    private static readonly InternalTarget[] OfEveryService =
    [
        new("GET", "health"), new("GET", "alive"), new("GET", "metrics"), new("GET", "openapi/v1.json"),
        new("POST", "grpc.health.v1.Health/Check"),
        new("POST", "grpc.reflection.v1.ServerReflection/ServerReflectionInfo"),
        new("POST", "grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo"),
    ];

    /// <summary>All projects but the gateway.</summary>
    public static IEnumerable<ProjectResource> Services(RunningApplication application) =>
        application.App.Services.GetRequiredService<DistributedApplicationModel>().Resources.OfType<ProjectResource>().Where(project => project.Name != "gateway");

    /// <summary>Every address that a service listens on.</summary>
    public static IReadOnlyList<Uri> Addresses(RunningApplication application, ProjectResource service) =>
        [.. service.Annotations.OfType<EndpointAnnotation>().Select(endpoint => application.App.GetEndpoint(service.Name, endpoint.Name))];

    /// <summary>Prefixes under which the gateway's shipped routes lead to the service, such as <c>/auth</c>; all of them if none does.</summary>
    public static IReadOnlyList<string> Prefixes(string service)
    {
        var routes = Routes();
        var own = routes.Where(route => route.Service == service).ToList();
        return [.. (own.Count > 0 ? own : routes).Select(route => "/" + route.Path.Split('/')[1]).Distinct()];
    }

    public static async Task<IReadOnlyList<InternalTarget>> OfAsync(RunningApplication application, ProjectResource service)
    {
        var described = new List<InternalTarget>();
        foreach (var address in Addresses(application, service))
        {
            described.AddRange(await DescribedAsync(address));
        }

        var project = service.Annotations.OfType<IProjectMetadata>().Single().ProjectPath;
        return [.. OfEveryService, .. described, .. GrpcMethods(Path.GetDirectoryName(project)!)];
    }

    /// <summary>What its .proto files say it answers, as paths.</summary>
    public static IEnumerable<InternalTarget> GrpcMethods(string folder) =>
        from file in Directory.GetFiles(folder, "*.proto", SearchOption.AllDirectories)
        let text = File.ReadAllText(file)
        let package = Package().Match(text).Groups["name"].Value
        from service in Service().Matches(text)
        from method in Method().Matches(service.Groups["body"].Value)
        select new InternalTarget("POST", $"{package}.{service.Groups["name"].Value}/{method.Groups["name"].Value}");

    /// <summary>The paths of its OpenAPI document that no route of the gateway covers.</summary>
    private static async Task<IEnumerable<InternalTarget>> DescribedAsync(Uri address)
    {
        using var client = new HttpClient { Timeout = Deadlines.Answer };
        using var answer = await client.GetAsync(new Uri(address, "/openapi/v1.json"));
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            return [];
        }

        var publicPrefixes = Routes().Select(route => route.Path.Split('{')[0].TrimEnd('/')).ToList();
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["paths"]!.AsObject()
            .Where(path => !publicPrefixes.Exists(prefix => path.Key == prefix || path.Key.StartsWith(prefix + "/", StringComparison.Ordinal)))
            .SelectMany(path => path.Value!.AsObject().Select(operation =>
                new InternalTarget(operation.Key.ToUpperInvariant(), path.Key.TrimStart('/'))));
    }

    private static List<(string Service, string Path)> Routes() =>
    [
        .. from route in new ConfigurationBuilder().AddJsonFile(Path.Combine(Repository.Root, "Gateway/appsettings.json")).Build()
               .GetSection("Gateway:Routes").GetChildren()
           from path in route.GetSection("Paths").GetChildren()
           select (route["Service"]!, path.Value!),
    ];

    [GeneratedRegex(@"^package\s+(?<name>[\w.]+);", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Package();

    [GeneratedRegex(@"service\s+(?<name>\w+)\s*\{(?<body>[^}]*)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Service();

    [GeneratedRegex(@"rpc\s+(?<name>\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Method();
}
