namespace Hosting.Setup.Processes;

/// <summary>Root's rights, if this process has them or can have them without a password.</summary>
internal static class Privilege
{
    /// <summary>What to write before a command that a person is to type.</summary>
    public static string Prefix => Environment.IsPrivilegedProcess ? "" : "sudo ";

    public static async Task<bool> IsAvailableAsync(CancellationToken cancellationToken) =>
        Environment.IsPrivilegedProcess
        || (await new Tool("sudo", "-n", "true").RunAsync(cancellationToken).ConfigureAwait(false)).Succeeded;

    /// <summary>The same command with root's rights. Its variables go through env, because sudo drops them.</summary>
    public static Tool AsRoot(this Tool tool) => Environment.IsPrivilegedProcess
        ? tool
        : tool with
        {
            Name = "sudo",
            Arguments = ["-n", "env", .. tool.Environment.Where(pair => pair.Value is not null).Select(pair => $"{pair.Key}={pair.Value}"), tool.Name, .. tool.Arguments],
        };
}
