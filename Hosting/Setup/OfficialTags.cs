using Hosting.Setup.Processes;

namespace Hosting.Setup;

/// <summary>
/// With Microsoft's packages nothing substitutes images at run time, so the offline image must bear the official name. It then
/// counts as the official image, on this machine, until somebody removes the tag.
/// </summary>
internal static class OfficialTags
{
    public static async Task SetAsync(PreparedMachine machine, CancellationToken cancellationToken)
    {
        var environment = machine.Environment.ToDictionary(pair => pair.Key, pair => (string?)pair.Value, StringComparer.Ordinal);
        foreach (var (official, offline) in machine.Images)
        {
            var tag = new Tool("env", machine.ContainerRuntime!, "tag", offline, official) { Environment = environment };
            var outcome = await tag.RunAsync(cancellationToken).ConfigureAwait(false);
            if (!outcome.Succeeded)
            {
                throw new SetupException($"The name {official}", outcome.Reason, $"{machine.ContainerRuntime} tag {offline} {official}");
            }
        }
    }
}
