using Auth.Accounts;
using Auth.Passwords;
using Auth.Pruning;
using Auth.Sessions;
using Microsoft.AspNetCore.Http.HttpResults;
using ServiceDefaults;
using ServiceDefaults.Users;

namespace Auth.Confirmations;

/// <summary>What takes a mail in between: to confirm an address, to reset a forgotten password.</summary>
internal static class ConfirmationsApi
{
    private const string NotGood = "Is not valid, or no longer: it can be used once, within its time, and only the newest one.";

    // Many times what the work takes: a mail is written and told to the audit log, and nothing is for nobody.
    private static readonly TimeSpan ForgotTime = TimeSpan.FromMilliseconds(200);

    public static void AddConfirmations(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<ConfirmationOptions>("Confirmations")
            .Validate(options => options.HasHttpAddress, "Confirmations:PublicAddress must be an absolute http or https URL without query and fragment.");
        builder.Services.AddSingleton<MailTokensStore>();
        builder.Services.AddSingleton<TokenMails>();
        builder.Services.AddSingleton<MailTokenActions>();
        builder.Services.AddSingleton(new ExpiredRows("mail_tokens", "expires_at", KeptFor: TimeSpan.Zero));
        builder.Services.AddSingleton(new ExpiredRows("mail_counters", "window_ends", KeptFor: TimeSpan.Zero));
    }

    public static void MapConfirmations(this WebApplication app)
    {
        var auth = app.MapGroup("/auth").WithTags("Confirmations");

        auth.MapPost("/me/email/confirmation", RequestConfirmation).RequireUser();
        auth.MapPost("/email/confirm", ConfirmEmail).ProducesProblem(StatusCodes.Status415UnsupportedMediaType);
        auth.MapPost("/password/forgot", ForgotPassword).ProducesProblem(StatusCodes.Status415UnsupportedMediaType);
        auth.MapPost("/password/reset", ResetPassword)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<Results<Accepted, ChallengeHttpResult>> RequestConfirmation(
        HttpContext http, AccountsStore accounts, MailTokenActions actions, CancellationToken cancellationToken)
    {
        var account = await accounts.FindOwnAsync(http.User.AccountId(), http.User.SessionId(), cancellationToken);
        if (account is null)
        {
            return TypedResults.Challenge();
        }

        if (!account.EmailConfirmed)
        {
            await actions.RequestAsync(MailTokenPurpose.ConfirmEmail, account.Email, Requester.Of(http), cancellationToken);
        }

        return TypedResults.Accepted((string?)null);
    }

    private static async Task<Results<NoContent, ValidationProblem>> ConfirmEmail(
        ConfirmEmailRequest request, HttpContext http, MailTokenActions actions, CancellationToken cancellationToken)
    {
        if (request.Faults() is { Count: > 0 } faults)
        {
            return TypedResults.ValidationProblem(faults);
        }

        return await actions.TryConfirmEmailAsync(new MailToken(request.Token!), http.Connection.RemoteIpAddress, cancellationToken)
            ? TypedResults.NoContent()
            : TypedResults.ValidationProblem(new Dictionary<string, string[]>(StringComparer.Ordinal) { ["token"] = [NotGood] });
    }

    /// <summary>The same answer, after the same time, whether anybody has this address or not.</summary>
    private static async Task<Results<Accepted, ValidationProblem>> ForgotPassword(
        ForgotPasswordRequest request, HttpContext http, MailTokenActions actions, CancellationToken cancellationToken)
    {
        var (email, faults) = request.Check();
        if (email is null)
        {
            return TypedResults.ValidationProblem(faults);
        }

        await Task.WhenAll(
            Task.Delay(ForgotTime, cancellationToken),
            actions.RequestAsync(MailTokenPurpose.ResetPassword, email, Requester.Of(http), cancellationToken));
        return TypedResults.Accepted((string?)null);
    }

    private static async Task<Results<NoContent, ValidationProblem, ProblemHttpResult>> ResetPassword(
        ResetPasswordRequest request,
        HttpContext http,
        MailTokensStore tokens,
        MailTokenActions actions,
        PasswordHasher passwords,
        CancellationToken cancellationToken)
    {
        var faults = new Dictionary<string, string[]>(StringComparer.Ordinal);
        RequestText.Check(faults, "token", request.Token);
        var token = new MailToken(faults.Count == 0 ? request.Token! : string.Empty);
        var owner = faults.Count == 0 ? await tokens.FindAsync(MailTokenPurpose.ResetPassword, token, cancellationToken) : null;
        if (owner is null)
        {
            faults.TryAdd("token", [NotGood]);
        }

        var (password, fault) = NewPassword.Check(request.NewPassword, owner?.Email);
        if (fault is not null)
        {
            faults["newPassword"] = [fault];
        }

        if (password is null || faults.Count > 0)
        {
            return TypedResults.ValidationProblem(faults);
        }

        if (await passwords.TryHashAsync(password, cancellationToken) is not { } hash)
        {
            return SessionProblems.Busy(http.Response);
        }

        return await actions.TryResetPasswordAsync(token, hash, http.Connection.RemoteIpAddress, cancellationToken)
            ? TypedResults.NoContent()
            : TypedResults.ValidationProblem(new Dictionary<string, string[]>(StringComparer.Ordinal) { ["token"] = [NotGood] });
    }
}
