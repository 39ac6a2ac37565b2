using System.Runtime.InteropServices;
using Hosting.Setup;
using Microsoft.Extensions.Logging;

// What eng/setup runs: dotnet run --project Hosting/Setup -- [--yes] [--tag-as-official] [image …]
string[] options = [.. args.Where(argument => argument.StartsWith('-'))];
if (options.FirstOrDefault(option => option is not ("--yes" or "--tag-as-official")) is { } unknown)
{
    await Console.Error.WriteLineAsync($"{unknown}: unknown option. Usage: eng/setup [--yes] [--tag-as-official] [image …]").ConfigureAwait(false);
    return 2;
}

using var cancellation = new CancellationTokenSource();
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
using var logging = LoggerFactory.Create(builder => builder.AddSimpleConsole(console => console.SingleLine = true));
string[] images = [.. args.Except(options, StringComparer.Ordinal)];
var request = new SetupRequest(images.Length == 0 ? ["docker.io/library/mysql:9.7", "docker.io/library/rabbitmq:4.3-management"] : images, Dashboard: true);
var start = TimeProvider.System.GetTimestamp();
try
{
    var machine = await Machine.PrepareAsync(
        request,
        options.Contains("--yes", StringComparer.Ordinal) ? (_, _) => Task.CompletedTask : Consent.AskIfPossibleAsync,
        logging.CreateLogger("setup"),
        cancellation.Token).ConfigureAwait(false);
    if (options.Contains("--tag-as-official", StringComparer.Ordinal))
    {
        await OfficialTags.SetAsync(machine, cancellation.Token).ConfigureAwait(false);
    }

    Report.Print(request, machine, TimeProvider.System.GetElapsedTime(start));
    return 0;
}
catch (SetupException exception)
{
    await Console.Error.WriteLineAsync(exception.Message).ConfigureAwait(false);
    return 1;
}
catch (OperationCanceledException)
{
    await Console.Error.WriteLineAsync("Cancelled; what is whole stays, and the next run brings the rest.").ConfigureAwait(false);
    return 130;
}

// Programs that were started are ended, and what they left is removed.
void Cancel(PosixSignalContext signal)
{
    signal.Cancel = true;
    cancellation.Cancel();
}
