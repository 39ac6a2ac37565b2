using Hosting.Setup.Processes;

namespace Hosting.Setup.Engine;

internal static class EngineFailure
{
    public static SetupException Of(string reason) => new(
        "A container engine that DCP accepts (Docker with a client of 25.0 or newer, or Podman)",
        reason,
        [.. Commands()]);

    private static IEnumerable<string> Commands()
    {
        if (!OperatingSystem.IsLinux())
        {
            yield return "# install and start Docker Desktop or Podman Desktop";
            yield break;
        }

        yield return Privilege.Prefix + "apt-get install docker.io iptables";
        yield return Privilege.Prefix + (Directory.Exists("/run/systemd/system")
            ? "systemctl enable --now docker"
            : "setsid --fork dockerd");
        if (!Environment.IsPrivilegedProcess)
        {
            yield return "sudo usermod --append --groups docker \"$USER\"   # then log in anew";
        }

        yield return "docker version   # must show a client of 25.0 or newer and a server; then: eng/setup";
    }
}
