using Hosting.Setup.Debian;
using Hosting.Setup.Processes;
using Microsoft.Extensions.Logging;

namespace Hosting.Setup.Engine;

/// <summary>Brings Docker where none is usable: Debian's packages, a client new enough for DCP, the daemon started.</summary>
internal static class DebianEngine
{
    public static async Task BringAsync(ILogger logger, CancellationToken cancellationToken)
    {
        if (EngineSurvey.ForcedRuntime is { } forced and not "docker")
        {
            throw EngineFailure.Of($"{EngineSurvey.ForcedRuntimeVariable} asks for {forced}, which DCP does not find running");
        }

        // Whoever points to an engine elsewhere does not want one here.
        if (Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 } elsewhere)
        {
            throw EngineFailure.Of($"the engine that DOCKER_HOST names ({elsewhere}) is not usable; without that variable one is brought here");
        }

        if (!OperatingSystem.IsLinux())
        {
            throw EngineFailure.Of("it can be brought by this program on Debian only");
        }

        if (!await DockerDaemon.AnswersAsync(cancellationToken).ConfigureAwait(false))
        {
            if (!await Privilege.IsAvailableAsync(cancellationToken).ConfigureAwait(false))
            {
                throw EngineFailure.Of("none answers this user, and installing or starting one takes root or sudo without a password");
            }

            if (Executables.Find("dockerd") is null)
            {
                await Apt.InstallAsync(logger, ["docker.io", "iptables"], EngineFailure.Of, cancellationToken).ConfigureAwait(false);
            }

            await DockerDaemon.StartAsync(logger, cancellationToken).ConfigureAwait(false);
        }

        if (await DockerClient.FindAsync(cancellationToken).ConfigureAwait(false) is null)
        {
            await DockerClient.BringAsync(logger, cancellationToken).ConfigureAwait(false);
        }
    }
}
