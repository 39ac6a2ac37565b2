using Deploy.Faults;
using Deploy.Hosts;
using Deploy.Manifest;
using Deploy.Placement;

namespace Deploy.Resolution;

/// <summary>All that listens in a deployment: the manifest's bindings, and what recipes need beside them (with an underscore).</summary>
internal static class SystemPorts
{
    /// <summary>As Aspire names the binding of a broker's management API.</summary>
    public const string ManagementBinding = "management";

    public const string Health = "_health";
    public const string Reads = "_reads";
    public const string Management = "_management";
    public const string Distribution = "_distribution";
    public const string Epmd = "_epmd";
    public const string Backup = "_backup";

    /// <summary>The dashboard, as what owns its ports is called.</summary>
    public const string Dashboard = "_dashboard";
    public const string Frontend = "frontend";
    public const string OtlpGrpc = "otlp-grpc";
    public const string OtlpHttp = "otlp-http";

    public static IReadOnlyList<PortClaim> Claims(HostsFile file, PlacedSystem placed, ServedBindings served, FaultList faults)
    {
        var claims = new List<PortClaim>();
        if (file.Telemetry.IsStated)
        {
            string[] on = [file.Telemetry.Value.On.Value];
            claims.Add(new(PortTable.NameOf(Dashboard, OtlpGrpc), on, 4317, IsFixed: false));
            claims.Add(new(PortTable.NameOf(Dashboard, OtlpHttp), on, 4318, IsFixed: false));
            claims.Add(new(PortTable.NameOf(Dashboard, Frontend), on, 18888, IsFixed: false));
        }

        foreach (var resource in placed.Resources.Where(each => each.External is null))
        {
            foreach (var binding in resource.Workload.Bindings.Values.Where(binding => served.Contains(resource.Name, binding.Name)))
            {
                claims.Add(Of(file, resource, binding, faults));
            }

            claims.AddRange(OfRecipe(file, resource).Select(each => new PortClaim(PortTable.NameOf(resource.Name, each.Name), each.Hosts, each.Preferred, IsFixed: false)));
        }

        return claims;
    }

    /// <summary>The binding by which a database or broker is reached; null if the manifest names none.</summary>
    public static Binding? ServerBinding(Workload workload) =>
        workload.Bindings.GetValueOrDefault("tcp") ?? workload.Bindings.Values.FirstOrDefault(binding => binding.Scheme is not ("http" or "https"));

    private static PortClaim Of(HostsFile file, PlacedResource resource, Binding binding, FaultList faults)
    {
        var isFixed = resource.Engine is Engine.Container;
        var preferred = binding.TargetPort ?? binding.Port ?? 0;
        if (isFixed && preferred == 0)
        {
            var (path, at) = PlacementRules.PlaceOf(file, resource.Name);
            faults.Add(path, at, $"ports: nothing says on which port '{resource.Name}' listens for its binding '{binding.Name}'.", "State targetPort in the AppHost.");
        }

        return new PortClaim(PortTable.NameOf(resource.Name, binding.Name), resource.Hosts, preferred, isFixed && preferred > 0);
    }

    private static IEnumerable<(string Name, IReadOnlyList<string> Hosts, int Preferred)> OfRecipe(HostsFile file, PlacedResource resource)
    {
        switch (resource.Engine)
        {
            case Engine.MySql:
                yield return (Health, resource.Hosts, 13306);
                if (resource.Block is { Reads.IsStated: true })
                {
                    yield return (Reads, resource.Hosts, 13406);
                }

                break;
            case Engine.RabbitMQ:
                if (!resource.Workload.Bindings.ContainsKey(ManagementBinding))
                {
                    yield return (Management, resource.Hosts, 15672);
                }

                yield return (Distribution, resource.Hosts, 25672);
                yield return (Epmd, resource.Hosts, 4369);
                break;
        }

        if (ResidencyRules.BackupOf(file, resource) is { } backup)
        {
            yield return (Backup, [backup.To.Value], 0);
        }
    }
}
