using System.Runtime.InteropServices;

namespace Auth.Passwords;

/// <summary>Lets a thread compute with what other threads leave over.</summary>
internal static partial class LowestPriority
{
    // <sys/resource.h>. To Linux a thread is what setpriority calls a process; 0 is the caller.
    private const int PrioProcess = 0;
    private const int ThisThread = 0;

    // The kernel gives a thread at 19 one part in 68 against one at 0. Measured on 2 cores, hashing on both, beside
    // requests of 0.4 ms in the same process: their p99 is 8 to 13 ms at normal priority, 4.6 ms at 19, 4.1 ms in the
    // class SCHED_IDLE. But where both cores never rest, a hash of 15 ms ends after 1.7 s at 19 and after 7 s in that
    // class, and a machine that is busy with other things must not end all sign-ins.
    private const int Nicest = 19;

    /// <summary>
    /// .NET's own <see cref="Thread.Priority"/> does nothing on Linux. There is no way back for a process without
    /// privileges, so this is for threads of one's own. If the kernel refuses, the priority stays as it was. It counts
    /// among the threads of one control group (or one autogroup, <c>sched_autogroup_enabled</c>) only.
    /// </summary>
    public static void Take()
    {
        if (OperatingSystem.IsLinux())
        {
            _ = SetPriority(PrioProcess, ThisThread, Nicest);
        }
        else
        {
            Thread.CurrentThread.Priority = ThreadPriority.Lowest;
        }
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetPriority(int which, uint who, int niceness);
}
