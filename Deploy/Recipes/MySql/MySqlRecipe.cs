using Deploy.Firewall;
using Deploy.Rendering;

namespace Deploy.Recipes.MySql;

/// <summary>
/// A MySQL server of its own port, folder, user and unit for each resource. Every server starts read-only. On the primary a unit lets it
/// be written to once it is known that no other is primary, and another makes the accounts; replicas get those by replication.
/// </summary>
internal static class MySqlRecipe
{
    public static Rendered Render(MySqlInput input)
    {
        var refusals = MySqlRules.Check(input);
        if (refusals.Count > 0)
        {
            return Rendered.Refuse(refusals);
        }

        var name = new InstanceName(input.Name);
        var (health, admit, accounts, replicate) = (name.Part("health"), name.Part("admit"), name.Part("accounts"), name.Part("replicate"));
        var server = Effect.Restart(name.Service);
        List<HostFile> files =
        [
            new(name.UsersFile, MySqlUnits.Users(name)),
            new($"{name.Configuration}/my.cnf", MySqlConfiguration.Of(input, name)) { Effect = server },
            new($"{name.Configuration}/root.sql", MySqlStatements.Root),
            new(name.UnitFile(), MySqlUnits.Server(input, name)) { Effect = server },
            new(health.UnitFile("socket"), MySqlUnits.HealthSocket(input)) { Effect = Effect.Restart($"{health.Unit}.socket") },
            new($"/etc/systemd/system/{health.Unit}@.service", MySqlUnits.Health(input, name)),
            Script.Of("mysql-health"),
            Script.Of("mysql-initialise"),
        ];
        List<HostUnit> units =
        [
            new(name.Service, Stage.Data, name) { Data = name.State },
            new($"{health.Unit}.socket", Stage.Data, name),
        ];
        if (input.Host == input.Primary)
        {
            files.AddRange([
                Script.Of("mysql-admit"),
                Script.Of("mysql-accounts"),
                new(admit.UnitFile(), MySqlUnits.Admit(input, name)),
                new($"{name.Configuration}/accounts.sql", MySqlStatements.Accounts(input)) { Mode = HostFile.Private, Effect = Effect.Restart(accounts.Service) },
                new(accounts.UnitFile(), MySqlUnits.Accounts(name, admit)),
            ]);
            units.AddRange([new(admit.Service, Stage.DataReady, name), new(accounts.Service, Stage.DataReady, name)]);
        }
        else
        {
            files.AddRange([
                new($"{name.Configuration}/replica.sql", MySqlStatements.Replica(input)) { Effect = Effect.Restart(replicate.Service) },
                new(replicate.UnitFile(), MySqlUnits.Replicate(name)),
            ]);
            units.Add(new(replicate.Service, Stage.Replication, name));
        }

        return new(files, units, [.. Flows(input)]) { Packages = ["mysql-server-core", "mysql-client-core"] };
    }

    private static IEnumerable<Flow> Flows(MySqlInput input)
    {
        if (input.Host == input.Primary)
        {
            return input.Replicas.Select(replica => new Flow(
                new Deployed(replica, input.Name), input.Host, input.Name, input.Port, Transport.Tcp, FlowKind.Replication,
                $"{input.Name} on {replica.Host} replicates from {input.Host.Host}"));
        }

        return
        [
            new Flow(
                new Deployed(input.Primary, input.Name), input.Host, input.Name, input.HealthPort, Transport.Tcp, FlowKind.Health,
                $"{input.Name} on {input.Primary.Host} asks whether {input.Host.Host} is primary before it takes writes"),
        ];
    }
}
