using System.Runtime.InteropServices;

namespace Auth.Passwords;

/// <summary>Lets a thread compute with what other threads leave over.</summary>
internal static partial class LowestPriority
{
    private const int ThisThread = 0;
    private const uint SchedOther = 0;

    // The kernel gives a thread at 19 one part in 68 against one at 0. Measured on 2 cores, hashing on both, beside
    // requests of 0.4 ms in the same process: their p99 is 8 to 13 ms at normal priority, 4.6 ms at 19, 4.1 ms in the
    // class SCHED_IDLE. But where both cores never rest, a hash of 15 ms ends after 1.7 s at 19 and after 7 s in that
    // class, and a machine that is busy with other things must not end all sign-ins.
    private const int Nicest = 19;

    // Nanoseconds, the least that Linux takes (6.12 and later; older ones ignore it). Who wakes up waits until the slice of
    // the thread that runs is over; 3 ms are usual, and a request has to wake up several times.
    private const ulong ShortestSlice = 100_000;

    /// <summary>
    /// .NET's own <see cref="Thread.Priority"/> does nothing on Linux. There is no way back for a process without
    /// privileges, so this is for threads of one's own. If the kernel refuses, the priority stays as it was. It counts
    /// among the threads of one control group (or one autogroup, <c>sched_autogroup_enabled</c>) only.
    /// </summary>
    public static void Take()
    {
        if (!OperatingSystem.IsLinux())
        {
            Thread.CurrentThread.Priority = ThreadPriority.Lowest;
        }
        else if (SchedSetAttr is { } number)
        {
            var attributes = new SchedAttr
            {
                Size = (uint)Marshal.SizeOf<SchedAttr>(),
                Policy = SchedOther,
                Nice = Nicest,
                Runtime = ShortestSlice,
            };
            _ = SystemCall(number, ThisThread, in attributes, flags: 0);
        }
    }

    // <asm/unistd.h>. The C library has no function for it before glibc 2.41.
    private static nint? SchedSetAttr => RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => 314,
        Architecture.Arm64 => 274,
        _ => null,
    };

    [LibraryImport("libc", EntryPoint = "syscall")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint SystemCall(nint number, nint thread, in SchedAttr attributes, nint flags);

    /// <summary><c>struct sched_attr</c> of &lt;linux/sched/types.h&gt;, in its first version.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct SchedAttr
    {
        public uint Size;
        public uint Policy;
        public ulong Flags;
        public int Nice;
        public uint Priority;
        public ulong Runtime;
        public ulong Deadline;
        public ulong Period;
    }
}
