using Deploy.Expressions;
using Deploy.Hosts.Rules;
using Deploy.Manifest;

namespace Deploy.Resolution;

/// <summary>
/// Which bindings are listened on. A project is told its ports by variables that refer to its own bindings; Aspire lists https beside
/// http and tells it only the latter, so nothing answers there.
/// </summary>
internal sealed class ServedBindings
{
    private readonly HashSet<(string Resource, string Binding)> _served;

    public ServedBindings(ManifestDocument manifest)
    {
        _served =
        [
            .. manifest.Workloads.Where(DefaultPlaces.Runs).SelectMany(workload => workload is ProjectResource ? Told(workload) : workload.Bindings.Keys, (workload, binding) => (workload.Name, binding)),
        ];
    }

    public bool Contains(string resource, string binding) => _served.Contains((resource, binding));

    private static IEnumerable<string> Told(Workload project) => project.Expressions.SelectMany(expression => expression.References)
        .OfType<BindingReference>()
        .Where(reference => reference.Resource == project.Name && BindingProperties.IsAddress(reference.Property))
        .Select(reference => reference.Binding);
}
