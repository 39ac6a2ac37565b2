using System.Globalization;
using Harness.Processes;

namespace Harness.Origins;

/// <summary>An upstream in a process of its own (the project Origin), which can be stopped, killed and started again at its port.</summary>
public sealed class OriginProcess : IAsyncDisposable
{
    private readonly Dictionary<string, string?> _environment;
    private readonly HttpClient _direct;
    private ChildProcess _process = null!;

    private OriginProcess(string journal)
    {
        Address = new Uri($"http://127.0.0.1:{FreePort.Next()}");
        Journal = journal;
        _direct = new HttpClient { BaseAddress = Address, Timeout = Deadlines.Answer };
        _environment = new Dictionary<string, string?>
        {
            ["ASPNETCORE_URLS"] = Address.ToString(),
            ["Origin__Journal"] = journal,
            ["OTEL_SERVICE_NAME"] = "origin",
        };
    }

    public Uri Address { get; }

    /// <summary>The folder in which each POST to /open/orders/{id} leaves a file <c>{id}.{random}</c>.</summary>
    public string Journal { get; }

    /// <summary>Everything it wrote since its last start.</summary>
    public string Output => _process.Output;

    /// <param name="journal">Of another origin, to share it; otherwise a new one.</param>
    public static async Task<OriginProcess> StartAsync(string? journal = null, params (string Name, string? Value)[] environment)
    {
        var origin = new OriginProcess(journal ?? Directory.CreateTempSubdirectory("journal-").FullName);
        foreach (var (name, value) in environment)
        {
            origin._environment[name] = value;
        }

        await origin.StartAgainAsync();
        return origin;
    }

    public bool HasEnded => _process.HasEnded;

    public async Task StartAgainAsync() =>
        _process = await DotNetProgram.StartAsync("Tests/Harness/Origin", "Origin.dll", _environment);

    /// <summary>SIGTERM, and its end after all requests in flight.</summary>
    public async Task StopAsync()
    {
        _process.Terminate();
        await _process.EndAsync(Deadlines.Stop);
        await _process.DisposeAsync();
    }

    /// <summary>SIGKILL: connections break off, what it was doing is lost.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.EndAsync(Deadlines.Stop);
        await _process.DisposeAsync();
    }

    /// <summary>How many TCP connections it accepted since its start, the one that asks excluded.</summary>
    public async Task<int> ConnectionsAsync() =>
        int.Parse(await _direct.GetStringAsync("/connections"), CultureInfo.InvariantCulture) - 1;

    /// <summary>What its /health says from now on; it serves all the same.</summary>
    public async Task SayHealthyAsync(bool healthy)
    {
        using var told = await _direct.PutAsync($"/told/{healthy}", content: null);
        told.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        _direct.Dispose();
        await _process.DisposeAsync();
        if (Directory.Exists(Journal))
        {
            Directory.Delete(Journal, recursive: true);
        }
    }
}
