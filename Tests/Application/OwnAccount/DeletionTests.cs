using System.Net;
using Application.Tests.Auth;
using Application.Tests.Gateway;
using Application.Tests.Running;
using Application.Tests.SignIn;

namespace Application.Tests.OwnAccount;

[Collection(OneApplication.Name)]
public sealed class DeletionTests(RunningApplication application)
{
    private HttpClient Gateway => application.Gateway;

    /// <summary>Whatever table comes later is looked into as well.</summary>
    [Fact]
    public async Task Nothing_is_left_but_events_under_an_id_that_leads_nowhere()
    {
        var person = await Gateway.NewPersonAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, await Gateway.LoginAsync(person.Email, "wrong").StatusAsync());
        Assert.Equal(HttpStatusCode.Accepted, await Gateway.SendAsync(
            HttpMethod.Post, "/auth/me/email/confirmation", person.Tokens.AccessToken).StatusAsync());
        await using var database = await AuthDatabase.OpenAsync(application.App);
        var before = await TracesAsync(database, person);
        Assert.Superset(
            new HashSet<string>(["accounts", "audit_events", "known_clients", "mail_tokens", "sessions"]), before.Keys.ToHashSet());

        Assert.Equal(HttpStatusCode.NoContent, await DeleteAsync(person, Accounts.Password).StatusAsync());

        var left = Assert.Single(await TracesAsync(database, person));
        Assert.Equal("audit_events", left.Key);
        Assert.Equal(0, await database.CountAsync(
            "SELECT COUNT(client) FROM audit_events WHERE account_id = @Id", ("@Id", Id(person))));
        Assert.Equal(HttpStatusCode.Unauthorized, await Gateway.MeAsync(person.Tokens.AccessToken).StatusAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, await Gateway.RefreshAsync(person.Tokens.RefreshToken).StatusAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, await Gateway.LoginAsync(person.Email).StatusAsync());
    }

    [Fact]
    public async Task The_address_is_free_again()
    {
        var person = await Gateway.NewPersonAsync();
        Assert.Equal(HttpStatusCode.NoContent, await DeleteAsync(person, Accounts.Password).StatusAsync());
        Assert.Equal(HttpStatusCode.Created, await Gateway.RegisterAsync(person.Email).StatusAsync());
    }

    [Fact]
    public async Task It_takes_the_password()
    {
        var person = await Gateway.NewPersonAsync();
        foreach (var password in new[] { "wrong", null, string.Empty })
        {
            using var response = await DeleteAsync(person, password);
            var problem = await Problem.ReadAsync(HttpStatusCode.BadRequest, response);
            Assert.Equal(["password"], problem.GetProperty("errors").EnumerateObject().Select(fault => fault.Name));
        }

        Assert.Equal(HttpStatusCode.OK, await Gateway.MeAsync(person.Tokens.AccessToken).StatusAsync());
    }

    private Task<HttpResponseMessage> DeleteAsync(Person person, string? password) =>
        Gateway.SendAsync(HttpMethod.Post, "/auth/me/deletion", person.Tokens.AccessToken, new { Password = password });

    private static byte[] Id(Person person) => person.Account.Id.ToByteArray(bigEndian: true);

    /// <summary>By table, the rows that hold the account's id or its address in any column.</summary>
    private static async Task<Dictionary<string, long>> TracesAsync(AuthDatabase database, Person person)
    {
        const string Columns = """
            SELECT GROUP_CONCAT(table_name, ' ', column_name, ' ', data_type) FROM information_schema.columns
            WHERE table_schema = DATABASE() AND (column_type = 'binary(16)' OR data_type IN ('varchar', 'char', 'text', 'json'))
            """;
        await database.ExecuteAsync("SET SESSION group_concat_max_len = 100000");
        var columns = (string)(await database.RowAsync(Columns))[0];
        var traces = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var column in columns.Split(',').Select(column => column.Split(' ')))
        {
            var (test, value) = column[2] == "binary"
                ? ($"{column[1]} = @Value", (object)Id(person))
                : ($"INSTR({column[1]}, @Value) > 0", person.Email);
            var count = await database.CountAsync($"SELECT COUNT(*) FROM {column[0]} WHERE {test}", ("@Value", value));
            if (count > 0)
            {
                traces[column[0]] = traces.GetValueOrDefault(column[0]) + count;
            }
        }

        return traces;
    }
}
