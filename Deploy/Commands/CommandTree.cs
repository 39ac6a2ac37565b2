using System.CommandLine;

namespace Deploy.Commands;

/// <summary>All commands. Each does its reading and writing itself and leaves the thinking to the rooms beside this one.</summary>
internal static class CommandTree
{
    public static RootCommand Root() => new("Turns an aspire-manifest.json and a hosts.yaml into an exact plan for Linux hosts.")
    {
        InitCommand.Create(),
        CheckCommand.Create(),
        SecretsCommand.Create(),
        PlanCommand.Create(),
        RenderCommand.Create(),
        ExplainCommand.Create(),
    };
}
