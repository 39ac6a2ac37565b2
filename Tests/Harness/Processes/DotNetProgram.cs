namespace Harness.Processes;

/// <summary>One of this repository's ASP.NET Core programs, as built, without launch profile and in the environment Production.</summary>
public static class DotNetProgram
{
    /// <summary>Starts it and waits until it serves.</summary>
    /// <param name="projectFolder">Relative to the repository, such as <c>Gateway</c>.</param>
    /// <param name="ownSession">
    /// As DCP and systemd start it, which matters to who may compute: Linux shares the cores among sessions (autogroups) first, and
    /// only within one by priority. Ctrl+C in the terminal does not reach it then.
    /// </param>
    public static async Task<ChildProcess> StartAsync(
        string projectFolder, string assembly, IReadOnlyDictionary<string, string?> environment, bool ownSession = false)
    {
        var program = Repository.Output(projectFolder, assembly);
        if (!File.Exists(program))
        {
            throw new InvalidOperationException($"{program} is not there: build the solution first.");
        }

        var all = new Dictionary<string, string?>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["DOTNET_ENVIRONMENT"] = null,
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = null,
            // The line that is waited for below.
            ["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information",
        };
        foreach (var (name, value) in environment)
        {
            all[name] = value;
        }

        string[] command = ["dotnet", "exec", program];
        command = ownSession ? ["setsid", .. command] : command;
        var process = ChildProcess.Start(command[0], command[1..], all, Path.GetDirectoryName(program));
        try
        {
            await process.SaysAsync("Application started.", Deadlines.Start);
            return process;
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }
}
