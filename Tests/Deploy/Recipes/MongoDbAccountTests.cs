using Deploy.Recipes.MongoDB;
using Jint;
using Jint.Runtime;

namespace Deploy.Tests.Recipes;

/// <summary>
/// The script of accounts, run as mongosh would, against a server that keeps accounts by MongoDB's rules. Debian has no MongoDB: that the real
/// one takes it is not proven here.
/// </summary>
public sealed class MongoDbAccountTests
{
    /// <summary>
    /// Accounts by name. Without one signed in, a command fails, but the first account may be made; what is not there can be neither changed nor
    /// dropped; nothing is made twice.
    /// </summary>
    private const string Server = """
        const users = {};
        let signedIn = null;
        function need(condition, what) { if (!condition) { throw new Error(what); } }
        function rights() { need(signedIn !== null && users[signedIn].roles.includes('root'), 'Unauthorized'); }
        function connect(address) {
          need(address === 'mongodb://127.0.0.1:27017/admin', 'no such server');
          signedIn = null;
          return {
            auth(user, password) { need(users[user] && users[user].pwd === password, 'Authentication failed'); signedIn = user; },
            getUser(user) { rights(); return users[user] ?? null; },
            createUser(account) { if (Object.keys(users).length > 0) { rights(); } need(!users[account.user], 'exists'); users[account.user] = account; },
            updateUser(user, changed) { rights(); need(users[user], 'UserNotFound'); Object.assign(users[user], changed); },
            dropUser(user) { rights(); need(users[user], 'UserNotFound'); delete users[user]; },
            runCommand({ usersInfo, filter }) {
              rights();
              need(usersInfo === 1 && Object.keys(filter).join() === 'customData.by', 'another question');
              return { users: Object.values(users).filter(user => user.customData && user.customData.by === filter['customData.by']) };
            },
          };
        }
        """;

    private readonly Engine _server = new Engine().Execute(Server);

    [Fact]
    public void Each_service_gets_its_databases_from_its_hosts_alone_however_often_it_runs()
    {
        Run(Example.Catalog);
        Run(Example.Catalog);

        Assert.Equal("administrator,catalog,storefront", Ask("Object.keys(users).sort().join()"));
        Assert.Equal("catalog-\"password\"", Ask("users.catalog.pwd"));
        Assert.Equal("""[{"role":"dbOwner","db":"catalog"},{"role":"dbOwner","db":"search"}]""", Ask("JSON.stringify(users.catalog.roles)"));
        Assert.Equal("""[{"clientSource":["10.0.0.6"]}]""", Ask("JSON.stringify(users.storefront.authenticationRestrictions)"));
    }

    [Fact]
    public void Who_refers_to_it_no_more_goes_and_what_a_person_made_stays()
    {
        Run(Example.Catalog);
        _server.Execute("users.person = { user: 'person', pwd: 'x', roles: ['read'] }");

        Run(Example.Catalog with { Accounts = [Example.Catalog.Accounts[0] with { Databases = ["catalog"] }] });

        Assert.Equal("administrator,catalog,person", Ask("Object.keys(users).sort().join()"));
        Assert.Equal("""[{"role":"dbOwner","db":"catalog"}]""", Ask("JSON.stringify(users.catalog.roles)"));
    }

    [Fact]
    public void With_another_password_of_the_administrator_nothing_changes()
    {
        Run(Example.Catalog);

        Assert.Contains("Unauthorized", Assert.Throws<JavaScriptException>(() => Run(Example.Catalog with { Administrator = new("another") })).Message, StringComparison.Ordinal);
        Assert.Equal("administrator,catalog,storefront", Ask("Object.keys(users).sort().join()"));
    }

    private void Run(MongoDbInput input)
    {
        var script = MongoDbRecipe.Render(input).Files.Single(file => file.Path.EndsWith("/accounts.js", StringComparison.Ordinal)).Content.Reveal();
        _server.Execute($"{{\n{script}\n}}");
    }

    private string Ask(string expression) => _server.Evaluate(expression).AsString();
}
