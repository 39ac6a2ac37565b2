using Deploy.Manifest;

namespace Deploy.Placement;

/// <summary>What the manifest says of a container is done, or refused by name; it is never passed over.</summary>
internal static class RecipeRules
{
    public static void TakeWhatTheManifestSays(Placing placing)
    {
        foreach (var resource in placing.Placed.Resources.Where(each => each.External is null))
        {
            var (path, at) = PlacementRules.PlaceOf(placing.File, resource.Name);
            foreach (var (what, remedy) in resource.Workload is ContainerResource container ? Of(container, resource.Engine) : Of(resource.Workload))
            {
                placing.Faults.Add(path, at, $"recipe: '{resource.Name}' {what}", remedy);
            }
        }
    }

    private static IEnumerable<(string What, string Remedy)> Of(ContainerResource container, Engine engine)
    {
        var recipe = Engines.NameOf(engine);
        foreach (var mount in container.BindMounts)
        {
            yield return ($"sees {mount.Source} of the AppHost's machine (bindMounts), which no host has.", "Put the files into the image, or into a volume.");
        }

        if (container.Files.Count > 0)
        {
            yield return ($"takes files from '{container.Files[0].From}' (containerFiles).", "Put them into its image when it is built.");
        }

        if (!Engines.HasRecipe(engine))
        {
            yield break;
        }

        foreach (var (variable, _) in container.Environment.Where(each => !Engines.KnownVariables(engine).Contains(each.Key)))
        {
            yield return ($"has the variable {variable}, which is the image's; on a host {recipe} runs without the image.", "Remove it in the AppHost, or say the same by what the recipe knows.");
        }

        if (container.Entrypoint is not null)
        {
            yield return ("has an entry point, which is the image's; on a host its server runs without the image.", "Remove it in the AppHost.");
        }

        foreach (var argument in container.Arguments.Where(argument => engine is not Engine.MySql || argument.Literal is null))
        {
            yield return ($"has the argument {argument.Text}, which its recipe cannot pass on.", "Remove it in the AppHost.");
        }
    }

    private static IEnumerable<(string What, string Remedy)> Of(Workload workload) => workload.Files.Count > 0
        ? [($"takes files from '{workload.Files[0].From}' (containerFiles), which only an image can.", "Make them part of the project's own output.")]
        : [];
}
