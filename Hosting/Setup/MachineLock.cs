using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Hosting.Setup;

/// <summary>One set-up at a time on a machine, whoever runs it. The kernel frees it when its holder dies, killed or not.</summary>
internal sealed class MachineLock : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan RetryEvery = TimeSpan.FromMilliseconds(200);

    // Not TMPDIR, which may differ between users and even between their shells; nor /run/lock, which only Debian opens to every user.
    private static readonly string LockFile = Path.Combine(OperatingSystem.IsWindows() ? Path.GetTempPath() : "/tmp", "aspire-hosting-setup.lock");

    // A file of its own: who waits cannot open the locked one.
    private static readonly string HolderFile = LockFile + ".holder";

    private readonly FileStream _file;

    private MachineLock(FileStream file) => _file = file;

    public static async Task<MachineLock> TakeAsync(ILogger logger, CancellationToken cancellationToken)
    {
        var start = TimeProvider.System.GetTimestamp();
        string? told = null;
        while (true)
        {
            if (TryLock() is { } file)
            {
                WriteHolder();
                return new MachineLock(file);
            }

            var holder = ReadHolder();
            if (TimeProvider.System.GetElapsedTime(start) > Deadline)
            {
                throw new SetupException(
                    "The lock of the machine's set-up", $"process {holder} has held {LockFile} for {Deadline.TotalMinutes} minutes", $"kill {holder}");
            }

            if (!string.Equals(told, holder, StringComparison.Ordinal))
            {
                logger.WaitingForLock(holder, LockFile);
                told = holder;
            }

            await Task.Delay(RetryEvery, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose() => _file.Dispose();

    /// <summary>Null while another process has it. FileShare.None is flock(2) on Unix, for which reading is enough.</summary>
    private static FileStream? TryLock()
    {
        try
        {
            if (!File.Exists(LockFile))
            {
                using var made = new FileStream(LockFile, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite);
                OpenToEveryone(made);
            }

            return new FileStream(LockFile, FileMode.Open, FileAccess.Read, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static void WriteHolder()
    {
        // Opened without O_CREAT where it exists: kernels with fs.protected_regular refuse that on another user's file.
        var mode = File.Exists(HolderFile) ? FileMode.Truncate : FileMode.CreateNew;
        try
        {
            using var file = new FileStream(HolderFile, mode, FileAccess.Write, FileShare.ReadWrite);
            using var writer = new StreamWriter(file);
            writer.Write(Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            if (mode == FileMode.CreateNew)
            {
                OpenToEveryone(file);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It only serves a message.
        }
    }

    /// <summary>Whatever the umask of the first user.</summary>
    private static void OpenToEveryone(FileStream file)
    {
        if (!OperatingSystem.IsWindows())
        {
            const UnixFileMode everyone = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead
                | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
            File.SetUnixFileMode(file.SafeFileHandle, everyone);
        }
    }

    private static string ReadHolder()
    {
        try
        {
            return File.ReadAllText(HolderFile) is { Length: > 0 } pid ? pid : "unknown";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "unknown";
        }
    }
}
