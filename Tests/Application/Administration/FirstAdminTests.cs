using System.Net;
using System.Net.Http.Json;
using Application.Tests.Auth;
using Application.Tests.Running;
using Application.Tests.SignIn;
using Aspire.Hosting.Testing;
using MySqlConnector;

namespace Application.Tests.Administration;

[Collection(OneApplication.Name)]
public sealed class FirstAdminTests(RunningApplication application)
{
    private const string Accounts = "/auth/accounts";

    [Fact]
    public async Task The_parameters_of_the_app_host_sign_in_as_an_administrator()
    {
        var email = await application.App.ParameterAsync("first-admin-email");
        var tokens = await application.Gateway.SignInAsync(email, await application.App.ParameterAsync("first-admin-password"));
        using var list = await application.Gateway.SendAsync(HttpMethod.Get, $"{Accounts}?search={email}", tokens.AccessToken);
        Assert.Equal(HttpStatusCode.OK, list.StatusCode);
        Assert.Contains(email, await list.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    /// <summary>In a database of their own, where there is no administrator yet, somebody was faster.</summary>
    [Fact]
    public async Task An_address_that_somebody_has_already_is_given_nothing()
    {
        const string Configured = "the administrator's password";
        await using var empty = await EmptySchema.CreateAsync(application);
        var email = Auth.Accounts.NewEmail();
        await using (var before = await StartAsync(empty, email: null, password: null))
        {
            using var registered = await before.Client.RegisterAsync(email);
            Assert.Equal(HttpStatusCode.Created, registered.StatusCode);
        }

        await using var auth = await StartAsync(empty, email, Configured);
        Assert.Contains("FirstAdmin:Email belongs to an account that is none", auth.Output, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, await auth.Client.TryAsync(email, Configured));
        var tokens = await auth.Client.SignInAsync(email);
        Assert.Equal(HttpStatusCode.Forbidden, await auth.Client.SendAsync(HttpMethod.Get, Accounts, tokens.AccessToken).StatusAsync());
        using var me = await auth.Client.MeAsync(tokens.AccessToken);
        Assert.Empty((await me.Content.ReadFromJsonAsync<Account>())!.Roles);
    }

    private Task<AuthProcess> StartAsync(EmptySchema schema, string? email, string? password) => AuthProcess.StartAsync(
        application,
        ("ConnectionStrings__auth-db", schema.ConnectionString), ("ConnectionStrings__auth-reads", schema.ConnectionString),
        ("FirstAdmin__Email", email), ("FirstAdmin__Password", password));

    private sealed class EmptySchema(string server, string name) : IAsyncDisposable
    {
        public string ConnectionString => new MySqlConnectionStringBuilder(server) { Database = name }.ConnectionString;

        public static async Task<EmptySchema> CreateAsync(RunningApplication application)
        {
            var schema = new EmptySchema((await application.App.GetConnectionStringAsync("auth-db"))!, $"empty_{Guid.NewGuid():n}");
            await schema.ExecuteAsync("CREATE DATABASE");
            return schema;
        }

        public async ValueTask DisposeAsync() => await ExecuteAsync("DROP DATABASE");

        private async Task ExecuteAsync(string what)
        {
            await using var connection = new MySqlConnection(server);
            await connection.OpenAsync();
            await using var command = new MySqlCommand($"{what} {name}", connection);
            await command.ExecuteNonQueryAsync();
        }
    }
}
