namespace Projects;

// The projects of a golden case are written by hand: none is built. Only their paths and launch profiles count in a manifest.
internal static class Golden
{
    internal static string Path(string project, [System.Runtime.CompilerServices.CallerFilePath] string thisFile = "") =>
        System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(thisFile)!, "..", project));
}
