using System.Net;
using Application.Tests.Auth;
using Application.Tests.Running;

namespace Application.Tests.SignIn;

[Collection(OneApplication.Name)]
public sealed class RenewedHashTests(RunningApplication application)
{
    /// <summary><see cref="Accounts.Password"/> with parameters below today's.</summary>
    private const string Outdated = "$argon2id$v=19$m=8192,t=1,p=1$AAECAwQFBgcICQoLDA0ODw$A1tXCdNEH04TjHWYTciZqAvc9OtmqLazLi9FNlE74Lw";

    private const string SetHash = "UPDATE accounts SET password_hash = @Hash WHERE id = @Id";
    private const string IsRenewed = "SELECT COUNT(*) FROM accounts WHERE id = @Id AND password_hash LIKE '$argon2id$v=19$m=65536,t=3,%'";

    /// <summary>Several rounds, because often one is done before the other begins.</summary>
    [Fact]
    public async Task Of_several_sign_ins_at_once_one_renews_an_outdated_hash_and_none_is_refused()
    {
        var person = await application.Gateway.NewPersonAsync();
        var id = person.Account.Id.ToByteArray(bigEndian: true);
        await using var database = await AuthDatabase.OpenAsync(application.App);
        for (var round = 0; round < 5; round++)
        {
            await database.ExecuteAsync(SetHash, ("@Hash", Outdated), ("@Id", id));
            var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => application.Gateway.TryAsync(person.Email, Accounts.Password)));
            Assert.All(answers, status => Assert.Equal(HttpStatusCode.OK, status));
            Assert.Equal(1, await database.CountAsync(IsRenewed, ("@Id", id)));
        }
    }
}
