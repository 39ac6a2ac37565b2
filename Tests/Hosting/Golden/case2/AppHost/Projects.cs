namespace Projects;

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
