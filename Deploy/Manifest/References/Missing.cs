using Deploy.Expressions;
using Deploy.Faults;

namespace Deploy.Manifest.References;

/// <summary>What a resource does not have that is asked of it.</summary>
internal static class Missing
{
    private const string Forms =
        "Ask for bindings.NAME.PROPERTY, connectionString, value, inputs.NAME, containerImage or volumes.NUMBER.name.";

    /// <returns>Null if the target has what the reference asks for.</returns>
    public static (string What, string Remedy)? In(Resource target, Reference reference) => reference switch
    {
        BindingReference binding => Binding(target, binding),
        ConnectionStringReference when target.ConnectionString is null => Without(target, "connection string"),
        ValueReference when target.Value is null => Without(target, "value"),
        InputReference input when !target.Inputs.ContainsKey(input.Input) => Named(target, "input", input.Input, target.Inputs.Keys),
        ContainerImageReference when target is not ContainerResource =>
            ($"'{target.Name}' is a {target.Type}, which runs from its files and has no image.", "Refer to a container."),
        VolumeReference volume => Volume(target, volume),
        UnknownReference unknown => Unknown(target, unknown),
        _ => null,
    };

    private static (string, string)? Binding(Resource target, BindingReference reference)
    {
        if (target is not Workload workload)
        {
            return Without(target, "bindings");
        }

        return workload.Bindings.ContainsKey(reference.Binding) ? null : Named(target, "binding", reference.Binding, workload.Bindings.Keys);
    }

    private static (string, string)? Volume(Resource target, VolumeReference reference)
    {
        var volumes = (target as ContainerResource)?.Volumes ?? [];
        if (reference.Index >= volumes.Count)
        {
            return ($"'{target.Name}' has {(volumes.Count == 0 ? "no volumes" : $"volumes 0 to {volumes.Count - 1} only")}.", "Correct the number.");
        }

        return volumes[reference.Index].Name is null && !reference.OfTarget
            ? ($"Volume {reference.Index} of '{target.Name}' has no name.", "Name the volume in the AppHost.")
            : null;
    }

    private static (string, string) Unknown(Resource target, UnknownReference reference)
    {
        if (reference.Property.Split('.') is ["bindings", _, var property])
        {
            return ($"A binding has no '{property}'.{NearMiss.Hint(property, BindingProperties.ByName.Keys)}", $"Ask for {Properties()}.");
        }

        return reference.Property.Split('.')[0] is "outputs" or "secretOutputs" or "secrets"
            ? ($"'{target.Name}' is a {target.Type}; only what a cloud makes has {reference.Property.Split('.')[0]}.", Forms)
            : ($"'{reference.Property}' is nothing that can be asked of a resource.", Forms);
    }

    private static string Properties() => string.Join(", ", Enum.GetValues<BindingProperty>().Select(BindingProperties.NameOf));

    private static (string, string) Without(Resource target, string what) =>
        ($"'{target.Name}' is a {target.Type} and has no {what} in the manifest.", "Refer to another resource, or to something that it has.");

    private static (string, string) Named(Resource target, string what, string name, IEnumerable<string> known) =>
        ($"'{target.Name}' has no {what} '{name}'.{NearMiss.Hint(name, known)}",
            known.Any() ? $"It has {string.Join(", ", known)}." : $"It has no {what} at all: add one in the AppHost.");
}
