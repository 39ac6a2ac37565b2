namespace Harness.Processes;

/// <summary>One of this repository's ASP.NET Core programs, as built, without launch profile and in the environment Production.</summary>
public static class DotNetProgram
{
    /// <summary>Starts it and waits until it serves.</summary>
    /// <param name="projectFolder">Relative to the repository, such as <c>Gateway</c>.</param>
    public static async Task<ChildProcess> StartAsync(
        string projectFolder, string assembly, IReadOnlyDictionary<string, string?> environment)
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

        var process = ChildProcess.Start("dotnet", ["exec", program], all, Path.GetDirectoryName(program));
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
