using System.Net;
using Application.Tests.Auth;
using Application.Tests.Gateway;
using Application.Tests.Running;
using Application.Tests.SignIn;

namespace Application.Tests.Administration;

/// <summary>The lists of administrators are read under <c>auth-reads</c>, which on hosts leads to replicas, and nothing else is.</summary>
[Collection(OneApplication.Name)]
public sealed class ReadReplicaTests(RunningApplication application)
{
    /// <summary>The names of those connections of which one of the last ten statements is like the given one.</summary>
    private const string WhoAsked = """
        SELECT GROUP_CONCAT(DISTINCT name.attr_value)
        FROM performance_schema.events_statements_history said
        JOIN performance_schema.threads thread USING (thread_id)
        JOIN performance_schema.session_connect_attrs name ON name.processlist_id = thread.processlist_id
        WHERE name.attr_name = 'program_name' AND said.sql_text LIKE @Like
        """;

    [Theory]
    [InlineData("/auth/accounts", "%FROM accounts a%ORDER BY a.email%")]
    [InlineData("/auth/audit", "%FROM audit_events%ORDER BY id DESC%")]
    public async Task A_list_is_read_there(string path, string statement)
    {
        var admin = await application.NewAdminAsync();
        Assert.Equal(HttpStatusCode.OK, await application.Gateway.SendAsync(HttpMethod.Get, path, admin.Tokens.AccessToken).StatusAsync());
        await using var database = await AuthDatabase.OpenAsync(application.App);
        Assert.Equal(RunningApplication.ReadsName, await database.TextAsync(WhoAsked, ("@Like", statement)));
    }

    [Fact]
    public async Task Without_them_the_lists_fail_and_all_else_goes_on()
    {
        var admin = await application.NewAdminAsync();
        await using var auth = await AuthProcess.StartAsync(
            application, ("ConnectionStrings__auth-reads", "Server=127.0.0.1;Port=1;User ID=nobody;Connection Timeout=2"));
        foreach (var list in new[] { "/auth/accounts", "/auth/audit" })
        {
            using var failed = await auth.Client.SendAsync(HttpMethod.Get, list, admin.Tokens.AccessToken);
            Assert.InRange((int)failed.StatusCode, 500, 599);
            await Problem.ReadAsync(failed.StatusCode, failed);
        }

        await auth.Client.SignInAsync(admin.Email);
        Assert.Equal(HttpStatusCode.OK, await auth.Client.MeAsync(admin.Tokens.AccessToken).StatusAsync());
        Assert.Equal(HttpStatusCode.OK, await auth.Client.GetAsync("/health").StatusAsync());
    }
}
