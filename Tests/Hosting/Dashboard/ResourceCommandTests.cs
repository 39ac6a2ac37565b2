using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Hosting.Run.Dashboard;
using Hosting.Run.Dashboard.Wire;
using Format = Aspire.Hosting.ApplicationModel.CommandResultFormat;

namespace Hosting.Tests.Dashboard;

/// <summary>A resource's own commands in the dashboard's terms.</summary>
public class ResourceCommandTests
{
    private readonly IDistributedApplicationBuilder _builder = Application.Builder();

    [Fact]
    public void A_command_is_a_button_after_start_stop_and_restart()
    {
        var tool = _builder.AddExecutable("tool", "bash", ".").WithCommand("forget", "Forget all", Nothing, new CommandOptions
        {
            Description = "Deletes every mail",
            ConfirmationMessage = "All of them?",
            IconName = "Delete",
            IsHighlighted = true,
        });

        var commands = Commands(tool.Resource, KnownResourceStates.Running);

        Assert.Equal(["start", "stop", "restart", "forget"], commands.Select(command => command.Name));
        Assert.Equal(
            new ResourceCommand
            {
                Name = "forget",
                DisplayName = "Forget all",
                DisplayDescription = "Deletes every mail",
                ConfirmationMessage = "All of them?",
                IconName = "Delete",
                IconVariant = IconVariant.Filled,
                IsHighlighted = true,
                State = Run.Dashboard.Wire.ResourceCommandState.Enabled,
            },
            commands[^1]);
    }

    [Theory]
    [InlineData("Running", "Enabled")]
    [InlineData("Exited", "Disabled")]
    public void A_request_can_be_sent_while_the_resource_runs(string state, string expected)
    {
        var tool = _builder.AddExecutable("tool", "bash", ".").WithHttpEndpoint().WithHttpCommand("/forget", "Forget all");

        Assert.Equal(expected, Commands(tool.Resource, state)[^1].State.ToString());
        Assert.Equal("tool-http-http-post-/forget", Commands(tool.Resource, state)[^1].Name);
    }

    [Theory]
    [InlineData("Running", "stop")]
    [InlineData("Exited", "start")]
    [InlineData("Unknown", "start")]
    public void What_runs_has_a_stop_and_what_may_not_run_has_a_start(string state, string expected)
    {
        var tool = _builder.AddExecutable("tool", "bash", ".");

        var offered = Commands(tool.Resource, state).Where(command => command.Name is "start" or "stop")
            .Where(command => command.State == Run.Dashboard.Wire.ResourceCommandState.Enabled);

        Assert.Equal(expected, Assert.Single(offered).Name);
    }

    [Fact]
    public void A_second_command_of_a_name_replaces_the_first()
    {
        var tool = _builder.AddExecutable("tool", "bash", ".").WithCommand("forget", "Old", Nothing).WithCommand("forget", "New", Nothing);

        Assert.Equal("New", Assert.Single(Commands(tool.Resource, KnownResourceStates.Running), command => command.Name == "forget").DisplayName);
    }

    [Fact]
    public void A_request_to_an_endpoint_that_does_not_exist_is_refused()
    {
        var tool = _builder.AddExecutable("tool", "bash", ".").WithEndpoint(scheme: "smtp");

        var error = Assert.Throws<DistributedApplicationException>(() => tool.WithHttpCommand("/forget", "Forget all"));

        Assert.Equal("'tool' has no HTTP endpoint for the command 'Forget all'.", error.Message);
    }

    [Theory]
    [InlineData(Format.Text)]
    [InlineData(Format.Json)]
    [InlineData(Format.Markdown)]
    public void A_result_is_sent_with_its_format(Format format)
    {
        var response = ResourceCommands.ToWire(
            CommandResults.Success("done", new CommandResultData { Value = "3 mails", Format = format, DisplayImmediately = true }));

        Assert.Equal(
            new ResourceCommandResponse
            {
                Kind = ResourceCommandResponseKind.Succeeded,
                Message = "done",
                Result = new ResourceCommandResult
                {
                    Value = "3 mails",
                    Format = Enum.Parse<Run.Dashboard.Wire.CommandResultFormat>(format.ToString()),
                    DisplayImmediately = true,
                },
            },
            response);
    }

    [Fact]
    public void A_failure_is_sent_with_its_reason() => Assert.Equal(
        new ResourceCommandResponse { Kind = ResourceCommandResponseKind.Failed, Message = "no" }, ResourceCommands.ToWire(CommandResults.Failure("no")));

    private static List<ResourceCommand> Commands(IResource resource, string state) => [.. ResourceCommands.Of(
        new ResourceEvent(resource, "tool-abc", new CustomResourceSnapshot { ResourceType = "Executable", Properties = [], State = state }))];

    private static Task<ExecuteCommandResult> Nothing(ExecuteCommandContext context) => Task.FromResult(CommandResults.Success("done"));
}
