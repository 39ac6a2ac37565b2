using Spectre.Console;

namespace Hosting.Setup;

/// <summary>Returns if the missing things may be brought, and throws a <see cref="SetupException"/> if not.</summary>
internal delegate Task AskConsent(IReadOnlyCollection<string> missing, CancellationToken cancellationToken);

internal static class Consent
{
    /// <summary>Asks on a terminal. Where nobody can answer (redirected input or output, CI), the answer is yes.</summary>
    public static Task AskIfPossibleAsync(IReadOnlyCollection<string> missing, CancellationToken cancellationToken)
    {
        var unattended = Console.IsInputRedirected || Console.IsOutputRedirected || Environment.GetEnvironmentVariable("CI") is { Length: > 0 };
        return unattended ? Task.CompletedTask : AskAsync(missing, cancellationToken);
    }

    private static async Task AskAsync(IReadOnlyCollection<string> missing, CancellationToken cancellationToken)
    {
        var console = AnsiConsole.Console;
        console.WriteLine("This machine lacks:");
        foreach (var item in missing)
        {
            console.WriteLine("  - " + item);
        }

        if (!await console.ConfirmAsync("Bring it now?", defaultValue: true, cancellationToken).ConfigureAwait(false))
        {
            throw new SetupException(string.Join("; ", missing), "it was not to be brought", "eng/setup --yes");
        }
    }
}
