namespace Aspire.Hosting.ApplicationModel;

/// <summary>A program of this machine.</summary>
public class ExecutableResource(string name, string command, string workingDirectory) : Resource(name),
    IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport
{
    /// <summary>A path, or a name that is looked up in PATH.</summary>
    public string Command { get; } = command;

    /// <summary>Full path of the folder it runs in.</summary>
    public string WorkingDirectory { get; } = workingDirectory;
}
