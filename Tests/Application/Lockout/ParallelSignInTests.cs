using System.Net;
using System.Net.Http.Json;
using Application.Tests.Auth;
using Application.Tests.Running;
using Application.Tests.SignIn;

namespace Application.Tests.Lockout;

/// <summary>What sign-ins at the same time do to each other: they take turns at their counters, and that is all.</summary>
[Collection(OneApplication.Name)]
public sealed class ParallelSignInTests(RunningApplication application)
{
    private const int Rounds = 3;

    private const string LockAccountCounters = """
        SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
        START TRANSACTION;
        SELECT id FROM sign_in_counters WHERE scope = 3 FOR UPDATE
        """;

    private const string Waiting = "SELECT COUNT(DISTINCT requesting_engine_transaction_id) FROM performance_schema.data_lock_waits";
    private const string Deadlocks = "SELECT MAX(count) FROM information_schema.innodb_metrics WHERE name = 'lock_deadlocks'";

    /// <summary>All give up while they wait for a row, so each is stopped in the middle of counting.</summary>
    [Fact]
    public async Task Clients_that_hang_up_leave_nothing_locked()
    {
        const int Clients = 50;
        var person = await application.Gateway.NewPersonAsync();
        await using var database = await AuthDatabase.OpenAsync(application.App);
        var addresses = Enumerable.Range(0, Clients).Select(number => new IPAddress([203, 0, 113, (byte)number])).ToList();

        await database.ExecuteAsync(LockAccountCounters);
        using (var hangUp = new CancellationTokenSource())
        {
            var attempts = addresses.Select(address => AbortAsync(address, person.Email, hangUp.Token)).ToList();
            await WaitAsync(database, Waiting, Clients);
            await hangUp.CancelAsync();
            await Task.WhenAll(attempts);
        }

        await database.ExecuteAsync("ROLLBACK");
        using var client = application.Direct(addresses[0]);
        client.Timeout = TimeSpan.FromSeconds(5);
        Assert.Equal(HttpStatusCode.OK, await client.TryAsync(person.Email, Accounts.Password));
    }

    [Fact]
    public async Task Many_people_behind_one_address_sign_in_at_once()
    {
        const int People = 32;
        await using var database = await AuthDatabase.OpenAsync(application.App);
        var emails = new List<string>();
        for (var person = 0; person < People; person++)
        {
            emails.Add(Accounts.NewEmail());
            Assert.Equal(HttpStatusCode.Created, await application.Gateway.RegisterAsync(emails[^1]).StatusAsync());
        }

        var before = await database.CountAsync(Deadlocks);
        for (var round = 0; round < Rounds; round++)
        {
            using var client = application.Direct();
            await AllSignInAsync(emails.Select(email => client.TryAsync(email, Accounts.Password)));
        }

        Assert.Equal(before, await database.CountAsync(Deadlocks));
    }

    [Fact]
    public async Task One_person_signs_in_on_many_devices_at_once()
    {
        const int Devices = 16;
        var person = await application.Gateway.NewPersonAsync();
        await using var database = await AuthDatabase.OpenAsync(application.App);
        var before = await database.CountAsync(Deadlocks);
        for (var round = 0; round < Rounds; round++)
        {
            await AllSignInAsync(Enumerable.Range(0, Devices).Select(_ => application.Direct().TryAsync(person.Email, Accounts.Password)));
        }

        Assert.Equal(before, await database.CountAsync(Deadlocks));
    }

    private static async Task AllSignInAsync(IEnumerable<Task<HttpStatusCode>> attempts) =>
        Assert.All(await Task.WhenAll(attempts), status => Assert.Equal(HttpStatusCode.OK, status));

    private async Task AbortAsync(IPAddress address, string email, CancellationToken hangUp)
    {
        using var client = application.Direct(address);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            client.PostAsJsonAsync(Accounts.Login, new { Email = email, Password = "wrong" }, hangUp));
    }

    private static async Task WaitAsync(AuthDatabase database, string sql, long atLeast)
    {
        using var deadline = new CancellationTokenSource(Deadlines.Answer);
        while (await database.CountAsync(sql) < atLeast)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), deadline.Token);
        }
    }
}
