using System.Globalization;
using Application.Tests.Telemetry;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace Application.Tests.Running;

/// <summary>The AppHost as developers start it, with data of its own and its telemetry sent to the test.</summary>
public sealed class RunningApplication : IAsyncLifetime
{
    /// <summary>Of one account at a time; more than any test needs for something else.</summary>
    public const int MaxSessions = 5;

    /// <summary>The wait after as many failures as there may be: longer than a busy machine takes for the next attempt.</summary>
    public static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(3);

    /// <summary>What connections under <c>auth-reads</c> call themselves.</summary>
    public const string ReadsName = "auth-reads";

    private OtlpReceiver? _receiver;
    private IDistributedApplicationTestingBuilder? _builder;
    private DistributedApplication? _application;
    private HttpClient? _gateway;

    public DistributedApplication App => _application ?? throw NotStarted();

    /// <summary>Clients of the gateway: each request is another one's, unless it says whose, so that no limit of the gateway is met by chance.</summary>
    public HttpClient Gateway => _gateway ?? throw NotStarted();

    internal ReceivedSpans Spans => _receiver?.Spans ?? throw NotStarted();

    public async Task InitializeAsync()
    {
        using var start = new CancellationTokenSource(Deadlines.Start);
        _receiver = await OtlpReceiver.StartAsync();
        _builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(
            [$"--ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL={_receiver.Address}"], start.Token);
        LeaveNamedVolumesAlone(_builder.Resources);

        // While no replica runs, DCP's proxy keeps a connection and waits for one, where a host would refuse it at once.
        // The test stands for nginx at the edge, and so can be any client. A key set from the gateway's memory would lack
        // the keys that tests have sign at once, where each is published ten minutes before.
        Project("gateway")
            .WithEnvironment("Gateway__Upstreams__ActivityTimeout", "00:00:10")
            .WithEnvironment("Gateway__Cache__Enabled", "false")
            .WithEnvironment("Gateway__TrustedProxies__0", "127.0.0.1")
            .WithEnvironment("Gateway__TrustedProxies__1", "::1");

        // Hashing takes what the machine has left over; one that builds and tests at the same time may have little. A test
        // that needs a rotation of keys, or one session too many, gets there sooner.
        Project("auth")
            .WithEnvironment("Passwords__MaxWait", "00:00:09")
            .WithEnvironment("SigningKeys__Reload", "00:00:01")
            .WithEnvironment("Lockout__FirstWait", FirstWait.ToString())
            .WithEnvironment("Sessions__MaxPerAccount", MaxSessions.ToString(CultureInfo.InvariantCulture));

        // So that the database can tell which connections are for reading.
        Project("auth").WithEnvironment(
            "ConnectionStrings__auth-reads", ReferenceExpression.Create($"{Database("auth-db")};Application Name={ReadsName}"));

        _application = await _builder.BuildAsync(start.Token);
        await _application.StartAsync(start.Token);
        await HealthyAsync("gateway");
        _gateway = EachFromAnotherAddress.Client(_application.GetEndpoint("gateway", "http"));
    }

    public async Task HealthyAsync(string resource)
    {
        using var deadline = new CancellationTokenSource(Deadlines.Healthy);
        await App.ResourceNotifications.WaitForResourceHealthyAsync(resource, deadline.Token);
    }

    /// <summary>The value of a parameter, such as a generated secret.</summary>
    public async Task<string> ParameterAsync(string name)
    {
        using var deadline = new CancellationTokenSource(Deadlines.Answer);
        var parameter = _builder!.Resources.OfType<ParameterResource>().Single(parameter => parameter.Name == name);
        return await parameter.GetValueAsync(deadline.Token) ?? throw new InvalidOperationException($"{name} has no value.");
    }

    /// <summary>Ends every process in good order: by then all telemetry has been sent.</summary>
    public async Task StopAsync()
    {
        using var deadline = new CancellationTokenSource(Deadlines.Stop);
        await App.StopAsync(deadline.Token);
    }

    public async Task DisposeAsync()
    {
        _gateway?.Dispose();
        if (_application is not null)
        {
            await _application.DisposeAsync().AsTask().WaitAsync(Deadlines.Stop);
        }

        if (_builder is not null)
        {
            await _builder.DisposeAsync().AsTask().WaitAsync(Deadlines.Stop);
        }

        if (_receiver is not null)
        {
            await _receiver.DisposeAsync();
        }
    }

    private IResourceBuilder<ProjectResource> Project(string name) =>
        _builder!.CreateResourceBuilder(_builder.Resources.OfType<ProjectResource>().Single(project => project.Name == name));

    private ReferenceExpression Database(string name) =>
        _builder!.Resources.OfType<IResourceWithConnectionString>().Single(database => database.Name == name).ConnectionStringExpression;

    /// <summary>They hold the data of the developer's own runs. Without a mount, the server's data go with its container.</summary>
    private static void LeaveNamedVolumesAlone(IEnumerable<IResource> resources)
    {
        foreach (var annotations in resources.Select(resource => resource.Annotations))
        {
            foreach (var volume in annotations.OfType<ContainerMountAnnotation>().Where(mount => mount.Type == ContainerMountType.Volume).ToList())
            {
                annotations.Remove(volume);
            }
        }
    }

    private static InvalidOperationException NotStarted() => new("The application has not started.");
}
