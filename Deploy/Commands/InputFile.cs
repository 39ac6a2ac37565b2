using Deploy.Faults;

namespace Deploy.Commands;

/// <summary>Reads what the command line names. What cannot be read is a fault like any other.</summary>
internal static class InputFile
{
    /// <param name="maxLength">In bytes. One more is read at most, from a device that never ends too; its reader then says that it is too long.</param>
    /// <returns>Null, with a fault, if it cannot be read.</returns>
    public static byte[]? Read(string path, int maxLength, FaultList faults)
    {
        try
        {
            using var file = File.OpenRead(path);
            // As large as the file says: the state of a thousand hosts is not held twice.
            using var bytes = new MemoryStream(file.CanSeek ? (int)Math.Min(file.Length, maxLength) : 0);
            var buffer = new byte[64 * 1024];
            for (int read; bytes.Length <= maxLength && (read = file.Read(buffer)) > 0;)
            {
                bytes.Write(buffer, 0, read);
            }

            return bytes.Length == bytes.Capacity ? bytes.GetBuffer() : bytes.ToArray();
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            var what = unreadable is FileNotFoundException or DirectoryNotFoundException ? "There is no such file." : $"The file cannot be read: {unreadable.Message}";
            faults.Add("", Position.None, what, "Check the path and the permissions.");
            return null;
        }
    }
}
