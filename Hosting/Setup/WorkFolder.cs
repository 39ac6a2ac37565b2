namespace Hosting.Setup;

/// <summary>A folder for things in the making, removed with all that is left in it.</summary>
internal sealed class WorkFolder(string path) : IDisposable
{
    public string Path { get; } = path;

    public string At(string name) => System.IO.Path.Combine(Path, name);

    public string CreateFolder(string name) => Directory.CreateDirectory(At(name)).FullName;

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Files of root, made through sudo: the next run as root removes them. The work itself succeeded or has failed already.
        }
    }
}
