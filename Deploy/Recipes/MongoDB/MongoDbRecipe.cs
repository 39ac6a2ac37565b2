using Deploy.Rendering;

namespace Deploy.Recipes.MongoDB;

/// <summary>A mongod of its own port, folder, user and unit for each resource. Accounts are made by a unit of their own.</summary>
internal static class MongoDbRecipe
{
    public static Rendered Render(MongoDbInput input)
    {
        var refusals = MongoDbRules.Check(input);
        if (refusals.Count > 0)
        {
            return Rendered.Refuse(refusals);
        }

        var name = new InstanceName(input.Name);
        var accounts = name.Part("accounts");
        var server = Effect.Restart(name.Service);
        List<HostFile> files =
        [
            new(name.UsersFile, $"u! {name.User} - \"MongoDB of {name}\" {name.State}\n"),
            new($"{name.Configuration}/mongod.conf", MongoDbTexts.Configuration(input, name)) { Effect = server },
            new($"{name.Configuration}/accounts.js", MongoDbTexts.Accounts(input)) { Effect = Effect.Restart(accounts.Service) },
            new(name.UnitFile(), MongoDbTexts.Server(input, name)) { Effect = server },
            new(accounts.UnitFile(), MongoDbTexts.Run(name)),
        ];
        return new(files, [new(name.Service, Stage.Data, name) { Data = name.State }, new(accounts.Service, Stage.DataReady, name)], [])
        {
            Packages = ["mongodb-org-server", "mongodb-mongosh"],
        };
    }
}
