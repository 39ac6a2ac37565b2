using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ServiceDefaults.Messaging.DeadLetters;

/// <summary>
/// Knows an operator by <c>Messaging:OperatorKey</c>: a command of the dashboard, or a person on the host, neither of whom has an access
/// token. Where no key is set, there is no such way in. It opens what requires an operator only: no other policy names the scheme.
/// </summary>
internal sealed class OperatorKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> schemes,
    IOptions<MessagingOptions> messaging,
    ILoggerFactory loggers,
    UrlEncoder encoder) : AuthenticationHandler<AuthenticationSchemeOptions>(schemes, loggers, encoder)
{
    public new const string Scheme = "OperatorKey";
    public const string Header = "X-Operator-Key";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var key = messaging.Value.OperatorKey;
        var given = Request.Headers[Header].ToString();
        if (string.IsNullOrEmpty(key) || given.Length == 0)
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        // Of hashes, so that neither content nor length shows in the time it takes.
        if (!CryptographicOperations.FixedTimeEquals(Hash(key), Hash(given)))
        {
            return Task.FromResult(AuthenticateResult.Fail("The operator key is wrong."));
        }

        var operatorIdentity = new ClaimsIdentity(
            [new("name", "operator"), new("role", "admin")], Scheme, nameType: "name", roleType: "role");
        return Task.FromResult(AuthenticateResult.Success(new(new ClaimsPrincipal(operatorIdentity), Scheme)));
    }

    // The bearer's challenge, where there is one, says the rest.
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
