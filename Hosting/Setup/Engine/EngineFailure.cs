using Hosting.Setup.Processes;

namespace Hosting.Setup.Engine;

internal static class EngineFailure
{
    public static SetupException Of(string reason) => new(
        "A container engine that DCP accepts (Docker with a client of 25.0 or newer, or Podman)",
        reason,
        Commands());

    private static string[] Commands() => !OperatingSystem.IsLinux()
        ? ["# install and start Docker Desktop or Podman Desktop"]
        : Directory.Exists("/run/systemd/system")
            ?
            [
                "sudo apt-get install docker.io",
                "sudo systemctl enable --now docker",
                "sudo usermod --append --groups docker \"$USER\"   # then log in anew",
                "docker version   # must show a client of 25.0 or newer and a server; then: eng/setup",
            ]
            :
            [
                Privilege.Prefix + "apt-get install docker.io iptables",
                Privilege.Prefix + "setsid --fork dockerd --group \"$(id -gn)\"",
                "docker version   # must show a client of 25.0 or newer and a server; then: eng/setup",
            ];
}
