using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Hosting.Run.Orchestration;

namespace Hosting.Tests.Model;

public class ModelValidatorTests
{
    private readonly IDistributedApplicationBuilder _builder = Application.Builder();

    [Fact]
    public void A_model_without_faults_passes()
    {
        var server = _builder.AddMySql("db");
        _builder.AddProject<SampleWeb>("web").WaitFor(server);

        ModelValidator.Validate(new DistributedApplicationModel(_builder.Resources), portsAreFixed: true);
    }

    [Fact]
    public void Every_fault_is_listed_at_once()
    {
        var a = _builder.AddProject<SampleWeb>("a").WithHttpEndpoint(port: 7001, name: "extra");
        var b = _builder.AddContainer("b", "image", "1").WaitFor(a).WithBindMount("does/not/exist", "/data").WithHttpEndpoint(port: 7001);
        b.WithContainerFiles("/etc", [new ContainerFile { Name = "empty" }, new ContainerFile { Name = "gone", SourcePath = "/does/not/exist" }]);
        _builder.AddExecutable("c", "bash", "does/not/exist").WithUrlForEndpoint("inbox", url => url.DisplayText = "Inbox");
        a.WaitFor(b);
        a.WaitFor(Application.Builder().AddMySql("elsewhere"));

        var error = Assert.Throws<DistributedApplicationException>(
            () => ModelValidator.Validate(new DistributedApplicationModel(_builder.Resources), portsAreFixed: true));

        string[] expected =
        [
            "'a' waits for 'elsewhere', which is not part of the application.",
            "Waits that never end: 'a' → 'b' → 'a'.",
            "Endpoint 'http' of container 'b' does not say the port in the container: give it a target port.",
            "Port 7001 is asked for by 'a' (extra) and by 'b' (http).",
            $"'b' mounts {Path.Combine(_builder.AppHostDirectory, "does/not/exist")}, which does not exist.",
            "'b' gets the file 'empty' either with its contents or from a source path: give it one of them.",
            "'b' gets a copy of /does/not/exist, which does not exist.",
            $"'c' runs in {Path.Combine(_builder.AppHostDirectory, "does/not/exist")}, which does not exist.",
            "'c' says how to show its endpoint 'inbox', which it does not have.",
        ];
        Assert.Equal("The application cannot start:\n" + string.Join('\n', expected.Select(fault => "  - " + fault)), error.Message);
    }

    [Fact]
    public void A_cycle_through_a_parent_is_found()
    {
        var server = _builder.AddMySql("server");
        var database = server.AddDatabase("database");
        server.WaitFor(database);

        var error = Assert.Throws<DistributedApplicationException>(
            () => ModelValidator.Validate(new DistributedApplicationModel(_builder.Resources), portsAreFixed: true));

        Assert.Contains("Waits that never end: 'database' → 'server' → 'database'.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_resource_of_a_name_is_refused()
    {
        _builder.AddMySql("db");

        Assert.Contains("There is a resource 'DB' already", Assert.Throws<DistributedApplicationException>(() => _builder.AddMySql("DB")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a_b")]
    [InlineData("1a")]
    [InlineData("a--b")]
    [InlineData("a-")]
    public void A_name_that_cannot_be_a_host_name_is_refused(string name) =>
        Assert.ThrowsAny<ArgumentException>(() => _builder.AddMySql(name));
}
