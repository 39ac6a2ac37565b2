namespace Projects;

public sealed class Auth : IProjectMetadata
{
    public string ProjectPath => Golden.Path("Services/Auth/Auth.csproj");
}

public sealed class Gateway : IProjectMetadata
{
    public string ProjectPath => Golden.Path("Gateway/Gateway.csproj");
}
