using System.Diagnostics;
using System.Text;
using Deploy.Secrets;

namespace Deploy.Tests.Commands;

/// <summary>The program itself, with its own standard input.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class SecretsCommandTests : IDisposable
{
    private const string Value = "hunter2-æ";

    private readonly string _folder = Directory.CreateTempSubdirectory("deploy-secrets-").FullName;

    private string Store => Path.Combine(_folder, "secrets");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Set_keeps_what_it_is_given_and_shows_nothing_of_it()
    {
        var (code, told) = await RunAsync(Value + "\n", "secrets", "set", "mail-key", "--store", Store);

        Assert.Equal((0, ""), (code, told));
        Assert.Equal(Value, await File.ReadAllTextAsync(Path.Combine(Store, "mail-key")));
    }

    [Fact]
    public async Task List_tells_names_only()
    {
        await RunAsync(Value, "secrets", "set", "b", "--store", Store);
        await RunAsync(Value, "secrets", "set", "a", "--store", Store);

        Assert.Equal((0, "a\nb\n"), await RunAsync("", "secrets", "list", "--store", Store));
    }

    [Fact]
    public async Task A_value_as_an_argument_is_refused_and_not_repeated()
    {
        var (code, told) = await RunAsync("", "secrets", "set", "mail-key", Value, "--store", Store);

        Assert.Equal(1, code);
        Assert.Contains("not given as an argument", told, StringComparison.Ordinal);
        Assert.DoesNotContain(Value, told, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Store));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    public async Task Nothing_is_no_secret(string given)
    {
        Assert.Equal(1, (await RunAsync(given, "secrets", "set", "mail-key", "--store", Store)).Code);
        Assert.False(Directory.Exists(Store));
    }

    [Fact]
    public async Task A_store_open_to_others_is_refused()
    {
        Directory.CreateDirectory(Store, PrivateFiles.Folder | UnixFileMode.OtherRead);

        Assert.Equal(1, (await RunAsync(Value, "secrets", "set", "mail-key", "--store", Store)).Code);
        Assert.Equal(1, (await RunAsync(Value, "secrets", "list", "--store", Store)).Code);
        Assert.Empty(Directory.GetFiles(Store));
    }

    /// <summary>script (of util-linux) gives the program a terminal that echoes, and writes down all that appears on it.</summary>
    [Fact]
    public async Task Typed_at_a_terminal_it_does_not_appear()
    {
        using var tooLong = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var command = $"dotnet {typeof(Secret).Assembly.Location} secrets set mail-key --store {Store}";
        using var terminal = Start("script", ["--quiet", "--return", "--echo", "always", "--command", command, "/dev/null"]);
        var shown = new StringBuilder();
        var buffer = new char[256];
        while (!shown.ToString().EndsWith("mail-key: ", StringComparison.Ordinal))
        {
            shown.Append(buffer, 0, await terminal.StandardOutput.ReadAsync(buffer, tooLong.Token));
        }

        foreach (var typed in "hunter2x\u007f\r")
        {
            await terminal.StandardInput.WriteAsync(typed);
            await terminal.StandardInput.FlushAsync(tooLong.Token);
            await Task.Delay(typed == 'n' ? 100 : 0, tooLong.Token);
        }

        shown.Append(await terminal.StandardOutput.ReadToEndAsync(tooLong.Token));
        await terminal.WaitForExitAsync(tooLong.Token);

        Assert.Equal("mail-key: \r\n", shown.ToString());
        Assert.Equal("hunter2", await File.ReadAllTextAsync(Path.Combine(Store, "mail-key"), tooLong.Token));
    }

    private static Process Start(string program, IEnumerable<string> arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        UseShellExecute = false,
    })!;

    private static async Task<(int Code, string Told)> RunAsync(string input, params string[] arguments)
    {
        using var process = Start("dotnet", [typeof(Secret).Assembly.Location, .. arguments]);
        using var tooLong = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var told = Task.WhenAll(process.StandardOutput.ReadToEndAsync(tooLong.Token), process.StandardError.ReadToEndAsync(tooLong.Token));
        await process.StandardInput.WriteAsync(input.AsMemory(), tooLong.Token);
        process.StandardInput.Close();
        await process.WaitForExitAsync(tooLong.Token);
        return (process.ExitCode, string.Concat(await told));
    }
}
