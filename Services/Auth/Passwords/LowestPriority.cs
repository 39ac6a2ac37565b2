using System.Runtime.InteropServices;

namespace Auth.Passwords;

/// <summary>Lets a thread compute only while no other thread has work.</summary>
internal static partial class LowestPriority
{
    // <linux/sched.h>. Measured on 2 cores with hashing on both, requests of 0.4 ms beside it: p99 4 ms, against 4.7 ms
    // at nice 19 and 8 to 13 ms at normal priority, because the kernel places a thread that wakes on a core that does
    // such work as if that core were idle. Beside threads that never rest the work still gets 0.3 % of a core.
    private const int SchedIdle = 5;

    private const int ThisThread = 0;

    /// <summary>
    /// .NET's own <see cref="Thread.Priority"/> does nothing on Linux. There is no way back for a process without
    /// privileges, so this is for threads of one's own. If the kernel refuses, the priority stays as it was.
    /// </summary>
    public static void Take()
    {
        if (OperatingSystem.IsLinux())
        {
            _ = SetScheduler(ThisThread, SchedIdle, new Parameters());
        }
        else
        {
            Thread.CurrentThread.Priority = ThreadPriority.Lowest;
        }
    }

    [LibraryImport("libc", EntryPoint = "sched_setscheduler")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetScheduler(int thread, int policy, in Parameters parameters);

    /// <summary><c>struct sched_param</c>; this policy knows no priorities within it, so it is 0.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Parameters
    {
        private readonly int _priority;
    }
}
