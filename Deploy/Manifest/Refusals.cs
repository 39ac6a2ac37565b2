using Deploy.Faults;

namespace Deploy.Manifest;

/// <summary>A resource, or a part of one, that cannot run on a host of one's own.</summary>
internal sealed record Refusal(string Path, Position At, string Type, string Why, string Remedy);

/// <summary>What is refused because of its type, why, and what could be done instead.</summary>
internal static class Refusals
{
    private const string ConnectInstead =
        "In the AppHost, take the resource that runs on any host, or name one that runs elsewhere with AddConnectionString(\"NAME\").";

    private static readonly (string Prefix, string Why, string Remedy)[] Families =
    [
        ("azure.", "Azure makes this resource; a host cannot.", ConnectInstead),
        ("aws.", "AWS makes this resource; a host cannot.", ConnectInstead),
        ("cloudformation.", "AWS makes this resource; a host cannot.", ConnectInstead),
        ("dapr.", "Dapr's sidecar and control plane are not deployed.", "In the AppHost, refer to the service itself with WithReference."),
    ];

    /// <summary>Types that only previews of Aspire 8.0 wrote. They say neither image nor port, so there is nothing to deploy.</summary>
    private static readonly string[] Previews =
    [
        "executable.v1", "httpservice.v0", "mongodb.", "mysql.", "pg.", "postgres.", "rabbitmq.", "redis.", "secrets.", "sqlserver.",
    ];

    public static Refusal Of(string type, string path, Position at)
    {
        if (Families.FirstOrDefault(family => type.StartsWith(family.Prefix, StringComparison.Ordinal)) is { Prefix: not null } family)
        {
            return new Refusal(path, at, type, family.Why, family.Remedy);
        }

        return Previews.Any(preview => type.StartsWith(preview, StringComparison.Ordinal))
            ? new Refusal(path, at, type, "A preview of Aspire wrote this; it says neither image nor port.", "Export the manifest with Aspire 8.0 or newer.")
            : new Refusal(path, at, type, $"This type is not known.{NearMiss.Hint(type, ResourceTypes.Names)}", $"Known are {string.Join(", ", ResourceTypes.Names)}.");
    }

    /// <summary>The <c>deployment</c> of a <c>project.v1</c> or <c>container.v1</c>: how a cloud runs it.</summary>
    public static void TellDeployment(Fields fields)
    {
        if (fields.Object("deployment") is { } deployment)
        {
            fields.Faults.Add(
                deployment.Path, fields.PlaceOf("deployment"), "This says how Azure runs the resource; it would not hold on a host.",
                "In the AppHost, remove the compute environment, or leave it out when the manifest is exported for hosts.", deployment.Text("type") ?? "deployment");
        }
    }

    /// <summary>What Aspire writes for a resource that has no form in a manifest.</summary>
    public static Refusal OfError(Fields fields, Position at) => new(
        fields.Path, at, "error", $"Aspire could not write this resource: {(fields.Text("error") is { Length: > 0 } why ? why : "it does not say why.")}",
        "In the AppHost, leave it out when publishing (ExcludeFromManifest, or only in run mode), or take a resource that can be published.");
}
