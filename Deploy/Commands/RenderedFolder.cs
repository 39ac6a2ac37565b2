using Deploy.Composition;
using Deploy.Faults;
using Deploy.Secrets;
using Deploy.State;

namespace Deploy.Commands;

/// <summary>Writes every file of every host under a folder, as FOLDER/HOST/PATH, with the modes that they have on the hosts.</summary>
internal static class RenderedFolder
{
    public const string StateFileName = "state.json";

    /// <returns>Whether the folder may be written: it is not there, or empty. What else is in it might be taken for ours.</returns>
    public static bool Check(string folder, FaultList faults)
    {
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
        {
            faults.Add("", Position.None, "It is there already, and not empty.", "Name a new folder, or empty this one.");
            return false;
        }

        return true;
    }

    public static void Write(string folder, ComposedSystem system, RecordedState state)
    {
        // Secrets lie in it. Within, folders are as on a host: who copies them there must not shut its /etc.
        PrivateFiles.CreateFolder(folder);
        foreach (var host in system.Hosts)
        {
            foreach (var file in host.Files)
            {
                var path = Path.Combine(folder, host.Name, file.Path.TrimStart('/'));
                CreateFolder(Path.GetDirectoryName(path)!);
                WriteFile(path, file.Mode, System.Text.Encoding.UTF8.GetBytes(file.Content.Reveal()));
            }
        }

        WriteFile(Path.Combine(folder, StateFileName), Rendering.HostFile.Readable, StateFile.Write(state));
    }

    private static void CreateFolder(string path)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        CreateFolder(Path.GetDirectoryName(path)!);
        Directory.CreateDirectory(path);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, Rendering.HostFile.Program);
        }
    }

    private static void WriteFile(string path, UnixFileMode mode, byte[] content)
    {
        // Nobody may read it before it has its mode.
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = PrivateFiles.File;
        }

        using (var file = new FileStream(path, options))
        {
            file.Write(content);
        }

        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }
}
