using Hosting.Setup.Processes;

namespace Hosting.Setup.Engine;

/// <summary>A running container engine that DCP accepts.</summary>
/// <param name="Runtime"><c>docker</c> or <c>podman</c>.</param>
/// <param name="Client">The command-line client that DCP finds with <paramref name="Environment"/>.</param>
internal sealed record ContainerEngine(string Runtime, string Client, IReadOnlyDictionary<string, string> Environment)
{
    public Task<Outcome> RunAsync(TimeSpan deadline, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        new Tool(Client, arguments) { Deadline = deadline }.RunAsync(cancellationToken);

    public async Task<bool> HasImageAsync(string reference, CancellationToken cancellationToken)
    {
        var outcome = await RunAsync(Tool.Short, ["image", "inspect", "--format", "{{.Id}}", reference], cancellationToken).ConfigureAwait(false);
        return outcome.Succeeded;
    }
}
