using Deploy.Rendering;

namespace Deploy.Recipes.RabbitMQ;

/// <summary>
/// A RabbitMQ node of its own ports, folder, user and unit for each resource. Policies are read at every start; users are kept apart
/// from them, because they hold secrets, and are brought by a unit of their own.
/// </summary>
internal static class RabbitMqRecipe
{
    public static Rendered Render(RabbitMqInput input)
    {
        var refusals = RabbitMqRules.Check(input);
        if (refusals.Count > 0)
        {
            return Rendered.Refuse(refusals);
        }

        var name = new InstanceName(input.Name);
        var users = name.Part("users");
        var broker = Effect.Restart(name.Service);
        List<HostFile> files =
        [
            new(name.UsersFile, $"u! {name.User} - \"RabbitMQ of {name}\" {name.State}\n"),
            new($"{name.Configuration}/rabbitmq.conf", RabbitMqConfiguration.Of(input, name)) { Effect = broker },
            new($"{name.Configuration}/environment", RabbitMqConfiguration.Environment(input, name)) { Effect = broker },
            new($"{name.Configuration}/enabled_plugins", "[rabbitmq_management].\n") { Effect = broker },
            new($"{name.Configuration}/definitions.json", RabbitMqDefinitions.Policies) { Effect = broker },
            new($"{name.Configuration}/erlang.cookie", input.Cookie) { Effect = broker },
            new(name.UnitFile(), RabbitMqUnits.Server(input, name)) { Effect = broker },
        ];
        List<HostUnit> units = [new(name.Service, Stage.Data, name) { Data = name.State }];

        // What one member is told all know.
        if (input.Host == input.Members[0])
        {
            files.AddRange([
                Script.Of("rabbitmq-users"),
                new($"{name.Configuration}/users.json", RabbitMqDefinitions.Users(input)) { Mode = HostFile.Private, Effect = Effect.Restart(users.Service) },
                new(users.UnitFile(), RabbitMqUnits.Users(name)),
            ]);
            units.Add(new(users.Service, Stage.DataReady, name));
        }

        return new(files, units, [.. RabbitMqFlows.Of(input)]) { Packages = ["rabbitmq-server"] };
    }
}
