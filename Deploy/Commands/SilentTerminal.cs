using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Deploy.Commands;

/// <summary>
/// A terminal that does not show what is typed, until it is disposed of. <c>Console.ReadKey(intercept: true)</c> hides a key only while it
/// waits for one: what is typed before it waits, or pasted, appears.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed class SilentTerminal : IDisposable
{
    private const int StandardInput = 0;
    private const int DrainAndDiscard = 2; // TCSAFLUSH
    private const byte Echo = 0x08; // ECHO, in the lowest byte of c_lflag

    // Larger than struct termios anywhere. Its flags are four ints on Linux and four longs on macOS; c_lflag is the last of them.
    private const int TermiosSize = 256;
    private static readonly int LocalFlags = OperatingSystem.IsMacOS() ? 24 : 12;

    private readonly byte[] _before = new byte[TermiosSize];
    private readonly List<PosixSignalRegistration> _endings;

    /// <exception cref="Win32Exception">Standard input is no terminal.</exception>
    public SilentTerminal()
    {
        Check(GetAttributes(StandardInput, _before));
        var silent = (byte[])_before.Clone();
        silent[LocalFlags] &= unchecked((byte)~Echo);

        // Who gives up in the middle gets the terminal back as it was.
        _endings = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(signal => PosixSignalRegistration.Create(signal, _ => Restore()))];
        Check(SetAttributes(StandardInput, DrainAndDiscard, silent));
    }

    public void Dispose()
    {
        Restore();
        _endings.ForEach(ending => ending.Dispose());
    }

    private void Restore() => _ = SetAttributes(StandardInput, DrainAndDiscard, _before);

    private static void Check(int result)
    {
        if (result != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    [DllImport("libc", EntryPoint = "tcgetattr", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetAttributes(int descriptor, byte[] termios);

    [DllImport("libc", EntryPoint = "tcsetattr", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetAttributes(int descriptor, int when, byte[] termios);
}
