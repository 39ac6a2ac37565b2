namespace Projects;

// Written by hand: no project is built for this case. Only their paths and launch profiles count in a manifest.
internal static class Golden
{
    internal static string Path(string project, [System.Runtime.CompilerServices.CallerFilePath] string thisFile = "") =>
        System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(thisFile)!, "..", project));
}

public sealed class Auth : IProjectMetadata
{
    public string ProjectPath => Golden.Path("Services/Auth/Auth.csproj");
}

public sealed class Email : IProjectMetadata
{
    public string ProjectPath => Golden.Path("Services/Email/Email.csproj");
}

public sealed class Catalog : IProjectMetadata
{
    public string ProjectPath => Golden.Path("Services/Catalog/Catalog.csproj");
}

public sealed class Gateway : IProjectMetadata
{
    public string ProjectPath => Golden.Path("Gateway/Gateway.csproj");
}
