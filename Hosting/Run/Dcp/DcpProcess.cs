using System.Collections;
using System.Diagnostics;
using Aspire.Hosting;
using Hosting.Setup;
using k8s;
using k8s.Exceptions;
using Microsoft.Extensions.Logging;
using YamlDotNet.Core;

namespace Hosting.Run.Dcp;

/// <summary>
/// The DCP server of this run. It watches this process, so that it cleans up everything it started even when we are killed.
/// </summary>
internal static class DcpProcess
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    /// <summary>What says how this process itself is run must not leak into what DCP starts.</summary>
    private static readonly string[] NotInherited =
    [
        "ASPNETCORE_URLS", "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT", "DOTNET_LAUNCH_PROFILE", "ASPNETCORE_HTTP_PORTS", "HTTP_PORTS",
        "MSBuildSDKsPath", "MSBUILD_EXE_PATH", "MSBuildExtensionsPath", "MSBuildLoadMicrosoftTargetsReadOnly",
    ];

    internal static async Task<DcpClient> StartAsync(PreparedMachine machine, ILogger logger, CancellationToken cancellationToken)
    {
        // A folder that only we can enter: it will hold the kubeconfig with its token. DCP removes it at its end.
        var session = Directory.CreateTempSubdirectory("apphost-").FullName;
        var kubeconfig = Path.Combine(session, "kubeconfig");
        try
        {
            using var process = Process.Start(StartInfo(machine, session, kubeconfig))
                ?? throw new DistributedApplicationException($"{machine.DcpPath} did not start.");
            KubernetesClientConfiguration? configuration = null;
            await Deadline.WithinAsync(
                StartDeadline, "DCP did not say where it serves",
                async token => configuration = await ReadAsync(kubeconfig, process, token), cancellationToken);
            logger.LogDebug("DCP serves at {Host}.", configuration!.Host);
            return new DcpClient(configuration, session);
        }
        catch
        {
            // Without its folder, which may hold a token by now, DCP has nothing to serve and ends with this process.
            Directory.Delete(session, recursive: true);
            throw;
        }
    }

    private static ProcessStartInfo StartInfo(PreparedMachine machine, string session, string kubeconfig)
    {
        var start = new ProcessStartInfo(machine.DcpPath)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                "start-apiserver", "--monitor", Text(Environment.ProcessId), "--detach", "--kubeconfig", kubeconfig,
            },
        };
        if (machine.ContainerRuntime is not null)
        {
            start.ArgumentList.Add("--container-runtime");
            start.ArgumentList.Add(machine.ContainerRuntime);
        }

        start.Environment.Clear();
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            if (!NotInherited.Contains((string)variable.Key, StringComparer.OrdinalIgnoreCase))
            {
                start.Environment[(string)variable.Key] = (string?)variable.Value;
            }
        }

        foreach (var (name, value) in machine.Environment)
        {
            start.Environment[name] = value;
        }

        start.Environment["DCP_SESSION_FOLDER"] = session;
        return start;
    }

    /// <summary>Waits for the kubeconfig, which DCP writes piece by piece.</summary>
    private static async Task<KubernetesClientConfiguration> ReadAsync(
        string path, Process process, CancellationToken cancellationToken)
    {
        var output = Task.WhenAll(
            process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
        using var timer = new PeriodicTimer(Poll);
        while (true)
        {
            if (process.HasExited && process.ExitCode != 0)
            {
                throw new DistributedApplicationException(
                    $"DCP ended with exit code {process.ExitCode}: {string.Join(' ', await output).Trim()}");
            }

            try
            {
                if (File.Exists(path)
                    && KubernetesClientConfiguration.BuildConfigFromConfigFile(path) is { Host: not null, AccessToken: not null } configuration)
                {
                    return configuration;
                }
            }
            catch (Exception exception) when (exception is KubeConfigException or YamlException or IOException)
            {
                // Half written: looked at again in a moment, until the deadline.
            }

            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
