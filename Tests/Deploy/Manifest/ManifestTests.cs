using Deploy.Manifest;

namespace Deploy.Tests.Manifest;

/// <summary>That what is accepted is read right; what is refused, and how it is told, is in Cases/check.</summary>
public sealed class ManifestTests
{
    private static readonly ManifestDocument Every = Reading.Accepted(File.ReadAllText(Golden.PathOf("check", "every-type", "manifest.json")));
    private static readonly ManifestDocument Old = Reading.Accepted(File.ReadAllText(Golden.PathOf("check", "old-forms", "manifest.json")));

    [Fact]
    public void A_project_is_read_with_all_it_has()
    {
        var orders = Assert.IsType<ProjectResource>(Every.Find("orders"));

        Assert.Equal("../src/Orders/Orders.csproj", orders.Path);
        Assert.Equal(["--region", "{region.value}", "--format={id:int}"], orders.Arguments.Select(argument => argument.Text));
        Assert.Equal("HTTP_PORTS", orders.Environment[0].Key);
        Assert.Equal("", orders.Environment[^1].Value.Literal);
        Assert.Equal(["/app/dist", "/app/public"], Assert.Single(orders.Files).Sources);
        Assert.Equal([true, false], orders.Bindings.Values.Select(binding => binding.External));
        Assert.Equal([null, 8001], orders.Bindings.Values.Select(binding => binding.TargetPort));
    }

    [Fact]
    public void A_container_is_read_with_all_it_has()
    {
        var cache = Assert.IsType<ContainerResource>(Every.Find("cache"));

        Assert.Equal("docker.io/library/redis:8.2", cache.Image!.Literal);
        Assert.Equal("/bin/sh", cache.Entrypoint);
        Assert.Equal(["cache-data", null], cache.Volumes.Select(volume => volume.Name));
        Assert.Equal([false, true], cache.Volumes.Select(volume => volume.ReadOnly));
        Assert.Equal(("udp", 8125, 9125), (cache.Bindings["stats"].Protocol, cache.Bindings["stats"].Port, cache.Bindings["stats"].TargetPort));
        Assert.Null(cache.Build);
    }

    [Fact]
    public void A_build_is_read_with_all_it_has()
    {
        var edge = Assert.IsType<ContainerResource>(Every.Find("edge"));

        Assert.Equal(("../edge", "../edge/Dockerfile", "final", false), (edge.Build!.Context, edge.Build.Dockerfile, edge.Build.Stage, edge.Build.BuildOnly));
        Assert.Equal("{region.value}-1", edge.Build.Arguments["VERSION"]!.Text);
        Assert.Null(edge.Build.Arguments["HTTP_PROXY"]);
        Assert.Equal(["{cache-password.value}", null], edge.Build.Secrets.Select(secret => secret.Value?.Text));
        Assert.Equal([null, "../edge/.npmrc"], edge.Build.Secrets.Select(secret => secret.File));
        Assert.Equal(["../edge/conf", "/var/log/edge"], edge.BindMounts.Select(mount => mount.Source));
        Assert.True(((ContainerResource)Every.Find("pages")!).Build!.BuildOnly);
        Assert.Equal("../worker/Dockerfile", ((ContainerResource)Every.Find("worker")!).Build!.Dockerfile);
    }

    [Fact]
    public void Parameters_say_where_their_value_comes_from()
    {
        Assert.Equal(
            new GenerateRules(22, Special: false, MinLower: 1, MinUpper: 1, MinNumeric: 1), Every.Find("cache-password")!.Inputs["value"].Generate);
        Assert.Equal("north", Every.Find("region")!.Inputs["value"].Default);
        Assert.Equal((true, null, null), (Every.Find("crm")!.Inputs["value"].Secret, Every.Find("crm")!.Inputs["value"].Generate, Every.Find("crm")!.Inputs["value"].Default));
    }

    [Fact]
    public void An_executable_is_read_with_its_folder()
    {
        var probe = Assert.IsType<ExecutableResource>(Every.Find("probe"));

        Assert.Equal(("./probe", "/opt/probe"), (probe.Path, probe.WorkingDirectory));
        Assert.Equal("Endpoint={probe.bindings.http.url}", probe.ConnectionString!.Text);
    }

    [Fact]
    public void Inputs_and_ports_of_older_manifests_are_read()
    {
        var pg = Assert.IsType<ContainerResource>(Old.Find("pg"));

        Assert.Equal(["username", "password"], pg.Inputs.Keys);
        Assert.Equal(5432, pg.Bindings["tcp"].TargetPort);
    }

    [Fact]
    public void Expressions_know_where_they_stand()
    {
        var expression = ((ProjectResource)Every.Find("orders")!).Environment[1].Value;

        Assert.Equal("resources.orders.env.ConnectionStrings__orders-db", expression.Path);
        Assert.Equal((16, 41), (expression.At.Line, expression.At.Column));
        Assert.Equal((16, 42), (expression.Segments[0].At.Line, expression.Segments[0].At.Column));
    }
}
