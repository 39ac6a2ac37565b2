using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Hosting.Setup;

/// <summary>One set-up at a time on a machine, whoever runs it. The kernel frees it when its holder dies, killed or not.</summary>
internal sealed class MachineLock : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan RetryEvery = TimeSpan.FromMilliseconds(200);

    // Not the temporary folder of the user: that may differ between users and even between their shells.
    private static readonly string Path =
        System.IO.Path.Combine(Directory.Exists("/run/lock") ? "/run/lock" : "/tmp", "aspire-hosting-setup.lock");

    private readonly FileStream _file;

    private MachineLock(FileStream file) => _file = file;

    public static async Task<MachineLock> TakeAsync(ILogger logger, CancellationToken cancellationToken)
    {
        var deadline = TimeProvider.System.GetTimestamp();
        string? told = null;
        while (true)
        {
            if (TryOpen() is { } file)
            {
                file.SetLength(0);
                file.Write(System.Text.Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
                await file.FlushAsync(cancellationToken).ConfigureAwait(false);
                return new MachineLock(file);
            }

            var holder = ReadHolder();
            if (TimeProvider.System.GetElapsedTime(deadline) > Deadline)
            {
                throw new SetupException("The lock of the machine's set-up", $"process {holder} has held {Path} for {Deadline.TotalMinutes} minutes", $"kill {holder}");
            }

            if (!string.Equals(told, holder, StringComparison.Ordinal))
            {
                logger.WaitingForLock(holder, Path);
                told = holder;
            }

            await Task.Delay(RetryEvery, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose() => _file.Dispose();

    /// <summary>Null while another process has it. FileShare.None is flock(2) on Unix.</summary>
    private static FileStream? TryOpen()
    {
        try
        {
            // Where another user made the file, a kernel with fs.protected_regular refuses to open it for creation.
            return File.Exists(Path)
                ? new FileStream(Path, FileMode.Open, FileAccess.ReadWrite, FileShare.None)
                : new FileStream(Path, new FileStreamOptions
                {
                    Mode = FileMode.CreateNew,
                    Access = FileAccess.ReadWrite,
                    Share = FileShare.None,
                });
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static string ReadHolder()
    {
        try
        {
            using var file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(file);
            return reader.ReadToEnd() is { Length: > 0 } pid ? pid : "unknown";
        }
        catch (IOException)
        {
            return "unknown";
        }
    }
}
