using System.ComponentModel;
using System.Diagnostics;

namespace Hosting.Tests.Setup;

/// <summary>Takes a network namespace of its own: root, or a kernel that gives users namespaces.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactWithoutNetworkAttribute : FactAttribute
{
    internal static readonly string[] Wrapper = Environment.IsPrivilegedProcess ? ["unshare", "--net"] : ["unshare", "--net", "--map-root-user"];

    public FactWithoutNetworkAttribute()
    {
        if (!Works())
        {
            Skip = string.Join(' ', Wrapper) + " is not allowed on this machine";
        }
    }

    private static bool Works()
    {
        try
        {
            var start = new ProcessStartInfo(Wrapper[0], [.. Wrapper[1..], "true"]) { UseShellExecute = false, RedirectStandardError = true };
            using var process = Process.Start(start)!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
