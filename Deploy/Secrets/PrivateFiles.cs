using System.Security.Cryptography;
using Deploy.Faults;

namespace Deploy.Secrets;

/// <summary>Files that only their owner reads: mode 0600, in a folder of mode 0700.</summary>
internal static class PrivateFiles
{
    public const UnixFileMode File = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    public const UnixFileMode Folder = File | UnixFileMode.UserExecute;

    /// <summary>Adds a fault if others than the owner may do anything with <paramref name="path"/>, or if it leads elsewhere.</summary>
    /// <returns>Whether it is private.</returns>
    public static bool Check(string path, UnixFileMode most, FaultList faults)
    {
        var info = new FileInfo(path);
        if (info.LinkTarget is not null)
        {
            faults.Add(path, Position.None, "This is a link, and what it leads to may belong to anybody.", "Put the file itself there.");
            return false;
        }

        if (OperatingSystem.IsWindows())
        {
            return true;
        }

        var mode = info.UnixFileMode;
        if ((mode & ~most) == UnixFileMode.None)
        {
            return true;
        }

        faults.Add(
            path,
            Position.None,
            $"Its mode is {Octal(mode)}: others than its owner can get at it.",
            $"Take its secrets for known by others if they may have been read; then: chmod {Octal(most)} {path}");
        return false;
    }

    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, Folder);
        }
    }

    /// <summary>Writes the whole file or nothing of it: beside its place, onto the disk, then under its name.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var draft = Path.Combine(Path.GetDirectoryName(path)!, $".new-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}");
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = File;
            }

            using (var stream = new FileStream(draft, options))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            System.IO.File.Move(draft, path, overwrite: true);
        }
        catch
        {
            System.IO.File.Delete(draft);
            throw;
        }
    }

    private static string Octal(UnixFileMode mode) => "0" + Convert.ToString((int)mode, 8).PadLeft(3, '0');
}
