using Hosting.Setup.Bundle;
using Hosting.Setup.Processes;

namespace Hosting.Setup.Engine;

/// <summary>Finds an engine that is usable as it is. DCP judges; while DCP itself is missing, a client that reaches an engine passes for one.</summary>
internal static class EngineSurvey
{
    /// <summary>Aspire's own variable: <c>docker</c> or <c>podman</c>, and no other.</summary>
    public const string ForcedRuntimeVariable = "ASPIRE_CONTAINER_RUNTIME";

    /// <summary>DCP accepts older ones, but containers do not start with Debian 12's 4.3 where raising limits is refused.</summary>
    private static readonly Version OldestPodman = new(5, 0);

    public static string? ForcedRuntime => Environment.GetEnvironmentVariable(ForcedRuntimeVariable) is { Length: > 0 } runtime ? runtime : null;

    public static async Task<ContainerEngine?> FindAsync(AspireBundle? bundle, CancellationToken cancellationToken) =>
        bundle is null
            ? await FindReachableAsync(cancellationToken).ConfigureAwait(false)
            : (await JudgeAsync(bundle, cancellationToken).ConfigureAwait(false)).Engine;

    public static async Task<ContainerEngine> RequireAsync(AspireBundle bundle, CancellationToken cancellationToken)
    {
        var (engine, refusals) = await JudgeAsync(bundle, cancellationToken).ConfigureAwait(false);
        return engine ?? throw EngineFailure.Of("DCP refuses what is there: " + refusals);
    }

    private static async Task<(ContainerEngine? Engine, string Refusals)> JudgeAsync(AspireBundle bundle, CancellationToken cancellationToken)
    {
        List<string> refusals = [];
        foreach (var candidate in await CandidatesAsync(cancellationToken).ConfigureAwait(false))
        {
            var verdict = await DcpVerdict.AskAsync(bundle.Dcp, candidate.Runtime, candidate.Environment, cancellationToken).ConfigureAwait(false);
            if (verdict is { Installed: true, Running: true })
            {
                return (candidate, "");
            }

            refusals.Add($"{candidate.Runtime}: {verdict.Error ?? "not running"}");
        }

        return (null, refusals.Count == 0 ? "no docker or podman client is installed" : string.Join("; ", refusals));
    }

    private static async Task<ContainerEngine?> FindReachableAsync(CancellationToken cancellationToken)
    {
        foreach (var candidate in await CandidatesAsync(cancellationToken).ConfigureAwait(false))
        {
            if ((await candidate.RunAsync(Tool.Short, ["version"], cancellationToken).ConfigureAwait(false)).Succeeded)
            {
                return candidate;
            }
        }

        return null;
    }

    private static async Task<IReadOnlyList<ContainerEngine>> CandidatesAsync(CancellationToken cancellationToken)
    {
        List<ContainerEngine> candidates = [];
        if (ForcedRuntime is null or "docker" && await DockerClient.FindAsync(cancellationToken).ConfigureAwait(false) is { } docker)
        {
            candidates.Add(new ContainerEngine("docker", docker.Path, docker.Environment));
        }

        if (ForcedRuntime is null or "podman" && Executables.Find("podman") is { } podman
            && (ForcedRuntime is not null || await ClientVersion.OfAsync(podman, cancellationToken).ConfigureAwait(false) >= OldestPodman))
        {
            candidates.Add(new ContainerEngine("podman", podman, new Dictionary<string, string>(StringComparer.Ordinal)));
        }

        return candidates;
    }
}
