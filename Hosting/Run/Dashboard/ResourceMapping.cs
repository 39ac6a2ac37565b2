using System.Collections;
using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Google.Protobuf.WellKnownTypes;
using Health = Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus;

namespace Hosting.Run.Dashboard;

/// <summary>Says in the dashboard's terms how an instance of a resource is.</summary>
internal static class ResourceMapping
{
    /// <param name="instance">The instance with its newest snapshot.</param>
    /// <param name="parentId">Under which instance it is shown; null if it stands by itself.</param>
    /// <param name="since">Creation time of what has none, such as a parameter: the dashboard wants one.</param>
    internal static Wire.Resource ToWire(ResourceEvent instance, string? parentId, DateTime since)
    {
        var snapshot = instance.Snapshot;
        var resource = new Wire.Resource
        {
            Name = instance.ResourceId,
            DisplayName = instance.Resource.Name,
            Uid = instance.ResourceId,
            ResourceType = snapshot.ResourceType,
            CreatedAt = Time(snapshot.CreationTimeStamp ?? since),
            StartedAt = snapshot.StartTimeStamp is { } started ? Time(started) : null,
            StoppedAt = snapshot.StopTimeStamp is { } stopped ? Time(stopped) : null,
            Environment = { snapshot.EnvironmentVariables.Select(ToWire) },
            Commands = { ResourceCommands.Of(instance) },
            Properties = { Properties(instance, parentId) },
            Urls = { snapshot.Urls.Select(ToWire) },
            HealthReports = { snapshot.HealthReports.Select(ToWire) },
            Relationships =
            {
                snapshot.Relationships.Select(to => new Wire.ResourceRelationship { ResourceName = to.ResourceName, Type = to.Type }),
            },
        };

        if (snapshot.State is { } state)
        {
            resource.State = state.Text;
            resource.StateStyle = state.Style ?? "";
        }

        return resource;
    }

    private static IEnumerable<Wire.ResourceProperty> Properties(ResourceEvent instance, string? parentId)
    {
        var snapshot = instance.Snapshot;

        // The dashboard shows its details from properties, even where the message has a field for the same.
        Dictionary<string, object?> known = new(StringComparer.OrdinalIgnoreCase)
        {
            ["resource.uid"] = instance.ResourceId,
            ["resource.name"] = instance.ResourceId,
            ["resource.type"] = snapshot.ResourceType,
            ["resource.displayName"] = instance.Resource.Name,
            ["resource.state"] = snapshot.State?.Text,
            ["resource.exitCode"] = snapshot.ExitCode?.ToString(CultureInfo.InvariantCulture),
            ["resource.createTime"] = snapshot.CreationTimeStamp,
            ["resource.startTime"] = snapshot.StartTimeStamp,
            ["resource.stopTime"] = snapshot.StopTimeStamp,
            ["resource.healthState"] = snapshot.HealthStatus?.ToString(),
        };
        if (parentId is not null)
        {
            known["resource.parentName"] = parentId;
        }

        return known
            .Select(property => new Wire.ResourceProperty { Name = property.Key, Value = ToValue(property.Value) })
            .Concat(snapshot.Properties.Where(property => !known.ContainsKey(property.Name)).Select(property => new Wire.ResourceProperty
            {
                Name = property.Name,
                Value = ToValue(property.Value),
                IsSensitive = property.IsSensitive,
            }));
    }

    private static Wire.EnvironmentVariable ToWire(EnvironmentVariableSnapshot variable) =>
        new() { Name = variable.Name, Value = variable.Value ?? "", IsFromSpec = variable.IsFromSpec };

    private static Wire.Url ToWire(UrlSnapshot url) => new()
    {
        EndpointName = url.Name ?? "",
        FullUrl = url.Url,
        IsInternal = url.IsInternal,
        DisplayProperties = new Wire.UrlDisplayProperties { DisplayName = url.DisplayProperties.DisplayName },
    };

    private static Wire.HealthReport ToWire(HealthReportSnapshot report)
    {
        var health = new Wire.HealthReport
        {
            Key = report.Name,
            Description = report.Description ?? "",
            Exception = report.ExceptionText ?? "",
        };
        if (report.Status is { } status)
        {
            health.Status = status switch
            {
                Health.Healthy => Wire.HealthStatus.Healthy,
                Health.Degraded => Wire.HealthStatus.Degraded,
                _ => Wire.HealthStatus.Unhealthy,
            };
        }

        return health;
    }

    private static Value ToValue(object? value) => value switch
    {
        null => Value.ForNull(),
        string text => Value.ForString(text),
        bool flag => Value.ForBool(flag),
        int or long or double => Value.ForNumber(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        DateTime time => Value.ForString(time.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture)),
        IEnumerable list => Value.ForList([.. list.Cast<object?>().Select(ToValue)]),
        _ => Value.ForString(Convert.ToString(value, CultureInfo.InvariantCulture)),
    };

    private static Timestamp Time(DateTime time) => Timestamp.FromDateTime(time.ToUniversalTime());
}
