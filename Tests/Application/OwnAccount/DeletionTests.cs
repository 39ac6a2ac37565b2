using System.Net;
using System.Security.Cryptography;
using System.Text;
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
        var address = EachFromAnotherAddress.NewAddress();
        using var client = application.FromAddress(address);
        var person = await client.NewPersonAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, await client.TryAsync(person.Email));
        Assert.Equal(HttpStatusCode.Accepted, await Gateway.SendAsync(
            HttpMethod.Post, "/auth/me/email/confirmation", person.Tokens.AccessToken).StatusAsync());
        await using var database = await AuthDatabase.OpenAsync(application.App);
        var marks = await MarksAsync(database, person, address);
        var before = await TracesAsync(database, marks);
        Assert.Superset(
            new HashSet<string>([
                "accounts", "audit_events", "known_clients", "mail_counters", "mail_tokens", "refresh_tokens", "sessions", "sign_in_counters",
            ]),
            before.Keys.ToHashSet());

        Assert.Equal(HttpStatusCode.NoContent, await DeleteAsync(person, Accounts.Password).StatusAsync());

        var left = Assert.Single(await TracesAsync(database, marks));
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

    /// <summary>All by which a row can be known as the person's: ids, also under a secret, hashes and the address.</summary>
    private async Task<IReadOnlyList<(string Type, object Value)>> MarksAsync(AuthDatabase database, Person person, IPAddress address)
    {
        var ids = await SecretIds.ReadAsync(application.App);
        var sessions = await database.ColumnAsync<byte[]>("SELECT id FROM sessions WHERE account_id = @Id", ("@Id", Id(person)));
        Assert.NotEmpty(sessions);
        return
        [
            ("binary(16)", Id(person)),
            .. sessions.Select(session => ("binary(16)", (object)session)),
            ("binary(32)", ids.Pair(person.Email, address)),
            ("binary(32)", ids.Account(person.Email)),
            ("binary(32)", SHA256.HashData(Encoding.UTF8.GetBytes(person.Tokens.RefreshToken))),
            ("text", person.Email),
        ];
    }

    /// <summary>By table, how many rows hold one of the marks in any column.</summary>
    private static async Task<Dictionary<string, long>> TracesAsync(AuthDatabase database, IReadOnlyList<(string Type, object Value)> marks)
    {
        const string Columns = """
            SELECT CONCAT(table_name, ' ', column_name, ' ', IF(column_type LIKE 'binary%', column_type, 'text')) FROM information_schema.columns
            WHERE table_schema = DATABASE() AND (column_type IN ('binary(16)', 'binary(32)') OR data_type IN ('varchar', 'char', 'text', 'json'))
            """;
        var traces = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var column in (await database.ColumnAsync<string>(Columns)).Select(column => column.Split(' ')))
        {
            foreach (var (_, value) in marks.Where(mark => mark.Type == column[2]))
            {
                var test = value is string ? $"INSTR({column[1]}, @Value) > 0" : $"{column[1]} = @Value";
                var count = await database.CountAsync($"SELECT COUNT(*) FROM {column[0]} WHERE {test}", ("@Value", value));
                if (count > 0)
                {
                    traces[column[0]] = traces.GetValueOrDefault(column[0]) + count;
                }
            }
        }

        return traces;
    }
}
