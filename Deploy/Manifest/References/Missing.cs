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

    private static (string What, string Remedy)? Binding(Resource target, BindingReference reference)
    {
        if (target is not Workload workload)
        {
            // Aspire writes this for PublishAsConnectionString: the connection string stays, host and port are gone, who used them is not.
            return target.ConnectionString is null ? Without(target, "bindings") : Without(target, "bindings") with
            {
                Remedy = "If it is run elsewhere, take AddConnectionString for it in the AppHost, so that nothing asks for its host and port.",
            };
        }

        return workload.Bindings.ContainsKey(reference.Binding) ? null : Named(target, "binding", reference.Binding, workload.Bindings.Keys);
    }

    private static (string What, string Remedy)? Volume(Resource target, VolumeReference reference)
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

    private static (string What, string Remedy) Unknown(Resource target, UnknownReference reference)
    {
        return reference.Property.Split('.') switch
        {
            ["bindings", _, var property] => ($"A binding has no '{property}'.{NearMiss.Hint(property, BindingProperties.ByName.Keys)}", $"Ask for {Properties()}."),
            ["bindings", var binding] => ($"It does not say what of the binding '{binding}' is meant.", $"Ask for {Properties()}."),
            [("outputs" or "secretOutputs" or "secrets") and var made, ..] => ($"'{target.Name}' is a {target.Type}; only what a cloud makes has {made}.", Forms),
            _ => ($"'{reference.Property}' is nothing that can be asked of a resource.", Forms),
        };
    }

    private static string Properties() => string.Join(", ", Enum.GetValues<BindingProperty>().Select(BindingProperties.NameOf));

    private static (string What, string Remedy) Without(Resource target, string what) =>
        ($"'{target.Name}' is a {target.Type} and has no {what} in the manifest.", "Refer to another resource, or to something that it has.");

    private static (string What, string Remedy) Named(Resource target, string what, string name, IEnumerable<string> known) =>
        ($"'{target.Name}' has no {what} '{name}'.{NearMiss.Hint(name, known)}",
            known.Any() ? $"It has {string.Join(", ", known)}." : $"It has no {what} at all: add one in the AppHost.");
}
