using System.Text.RegularExpressions;
using Hosting.Setup.Processes;

namespace Hosting.Setup.Engine;

/// <summary>Docker and Podman both say <c>… version 28.2.2…</c> to <c>--version</c>, without asking an engine.</summary>
internal static partial class ClientVersion
{
    public static async Task<Version> OfAsync(string client, CancellationToken cancellationToken) =>
        Parse((await new Tool(client, "--version").RunAsync(cancellationToken).ConfigureAwait(false)).Output);

    /// <summary>0.0 if there is no version in it.</summary>
    internal static Version Parse(string text) =>
        Pattern().Match(text) is { Success: true } match ? Version.Parse(match.Groups["version"].Value) : new Version(0, 0);

    [GeneratedRegex(@"version (?<version>\d+\.\d+(\.\d+)?)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern();
}
