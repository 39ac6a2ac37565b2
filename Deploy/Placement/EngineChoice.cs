using Deploy.Faults;
using Deploy.Hosts.Blocks;
using Deploy.Manifest;

namespace Deploy.Placement;

/// <summary>What serves a resource: told by its type and its image, and by <c>engine:</c> where the image leaves a choice.</summary>
internal static class EngineChoice
{
    // Delayed retries, and quorum queues by default, need it.
    private const string OldestRabbitMQ = "4.3";

    public static (Engine Engine, string Version) Of(Workload workload, ResourceBlock? block, FaultList faults)
    {
        switch (workload)
        {
            case ProjectResource:
                return (Engine.Project, "");
            case ContainerResource container:
                var image = ImageName.Of(container.Image?.Text ?? "");
                var engine = OfImage(image, block);
                Check(container, image, engine, block, faults);
                return (engine, Engines.HasRecipe(engine) ? image.Version : "");
            default:
                faults.Add(
                    $"resources.{workload.Name}",
                    Position.None,
                    $"'{workload.Name}' is a command of the machine that the AppHost runs on ({workload.Type}); nothing says how it comes to a host.",
                    "In the AppHost, make it a project or a container.");
                return (Engine.Project, "");
        }
    }

    private static Engine OfImage(ImageName image, ResourceBlock? block) => image.Name switch
    {
        "mysql" => Engine.MySql,
        "rabbitmq" => Engine.RabbitMQ,
        "mongo" or "mongodb" => block is { Engine.IsStated: true } && block.Engine.Value == Engines.NameOf(Engine.DocumentDB) ? Engine.DocumentDB : Engine.Mongod,
        _ => Engine.Container,
    };

    private static void Check(ContainerResource container, ImageName image, Engine engine, ResourceBlock? block, FaultList faults)
    {
        if (block is { Engine.IsStated: true } && block.Engine.Value != Engines.NameOf(engine))
        {
            faults.Add(
                block.Engine.Path,
                block.Engine.At,
                $"engine: '{container.Name}' has the image {container.Image?.Text ?? "that it builds"}, which '{block.Engine.Value}' does not serve.",
                Engines.HasRecipe(engine) ? $"State engine: {Engines.NameOf(engine)}, or remove the key." : "Remove the key; it runs as a container.");
        }

        if (Engines.HasRecipe(engine) && image.Version.Length == 0 && block is not { External.IsStated: true })
        {
            Tell(block, container, $"version: the image of '{container.Name}', {container.Image?.Text}, names no version.", "Name one in the AppHost, as in WithImageTag(\"9.7\").", faults);
        }
        else if (engine is Engine.RabbitMQ && ImageName.Compare(image.Version, OldestRabbitMQ) < 0 && block is not { External.IsStated: true })
        {
            Tell(block, container, $"version: '{container.Name}' is RabbitMQ {image.Version}; its policies need {OldestRabbitMQ} or newer.", "Name a newer one in the AppHost.", faults);
        }

        (string Key, bool IsStated, Position At, string Path, bool Fits)[] keys = block is null
            ? []
            : [
                ("primary", block.Primary.IsStated, block.Primary.At, block.Primary.Path, Engines.IsReplicated(engine)),
                ("members", block.Members.IsStated, block.Members.At, block.Members.Path, engine is Engine.RabbitMQ),
                ("backup", block.Backup.IsStated, block.Backup.At, block.Backup.Path, Engines.IsDatabase(engine)),
            ];
        foreach (var key in keys.Where(key => key.IsStated && !key.Fits))
        {
            faults.Add(key.Path, key.At, $"{key.Key}: '{container.Name}' is served by {Engines.NameOf(engine)}, which knows no {key.Key}.", "Place it by 'on', or remove the key.");
        }
    }

    private static void Tell(ResourceBlock? block, ContainerResource container, string what, string remedy, FaultList faults) =>
        faults.Add($"resources.{container.Name}", block?.On.At ?? Position.None, what, remedy);
}
