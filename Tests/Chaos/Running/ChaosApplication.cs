using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Chaos.Tests.Mail;
using Hosting.Setup;
using Microsoft.Extensions.Logging.Abstractions;

namespace Chaos.Tests.Running;

/// <summary>
/// The AppHost as developers start it, on data volumes of its own that outlive the kills and go with the test; mails go to a server of
/// the test's own.
/// </summary>
internal sealed class ChaosApplication : IAsyncDisposable
{
    /// <summary>How long Email waits for an answer of the mail server.</summary>
    public static readonly TimeSpan MailPatience = TimeSpan.FromSeconds(2);

    private readonly IDistributedApplicationTestingBuilder _builder;
    private readonly DistributedApplication _application;
    private readonly IReadOnlyList<string> _volumes;

    private ChaosApplication(
        IDistributedApplicationTestingBuilder builder, DistributedApplication application, PreparedMachine machine, IReadOnlyList<string> volumes)
    {
        (_builder, _application, _volumes) = (builder, application, volumes);
        Instances = new Instances(application, machine);
        Gateway = new HttpClient { BaseAddress = application.GetEndpoint("gateway", "http"), Timeout = TimeSpan.FromSeconds(30) };
    }

    public Instances Instances { get; }

    public HttpClient Gateway { get; }

    public static async Task<ChaosApplication> StartAsync(MailServer mails)
    {
        using var deadline = new CancellationTokenSource(Deadlines.Start);
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(
            ["--Logging:LogLevel:Default=Warning"], deadline.Token);
        var volumes = TakeOwnVolumes(builder.Resources);

        // One client sends all there is, hashes cost what OWASP asks for at least, and nothing is given up while it is broken.
        Set(builder, "gateway",
            ("Gateway__Upstreams__ActivityTimeout", "00:00:05"),
            ("Gateway__RateLimits__Client__Burst", "1000000"), ("Gateway__RateLimits__Client__Tokens", "1000000"),
            ("Gateway__RateLimits__Credentials__Burst", "1000000"), ("Gateway__RateLimits__Credentials__Tokens", "1000000"));
        Set(builder, "auth", ("Passwords__MemoryKib", "19456"), ("Messaging__MaxBackOff", "00:00:01"));
        const string Events = "Messaging__Queues__email.events";
        Set(builder, "email",
            ("ConnectionStrings__smtp", $"smtp://127.0.0.1:{mails.Port}?tls=none"),
            ("Smtp__ConnectTimeout", $"{MailPatience}"), ("Smtp__SendTimeout", $"{MailPatience}"), ("Messaging__MaxBackOff", "00:00:01"),
            ($"{Events}__MaxAttempts", "1000"), ($"{Events}__MinRetryDelay", "00:00:00.2"), ($"{Events}__MaxRetryDelay", "00:00:02"));

        var application = await builder.BuildAsync(deadline.Token);
        await application.StartAsync(deadline.Token);
        foreach (var resource in (string[])["gateway", "email"])
        {
            await application.ResourceNotifications.WaitForResourceHealthyAsync(resource, deadline.Token);
        }

        var machine = await Machine.PrepareAsync(
            new SetupRequest([.. builder.Resources.SelectMany(resource => resource.Annotations.OfType<ContainerImageAnnotation>()).Select(image => $"{image.Registry}/{image.Image}:{image.Tag}")], Dashboard: false),
            NullLogger.Instance, deadline.Token);
        return new(builder, application, machine, volumes);
    }

    public async Task<string> ConnectionStringAsync(string name) =>
        await _application.GetConnectionStringAsync(name) ?? throw new InvalidOperationException($"{name} has no connection string.");

    public async ValueTask DisposeAsync()
    {
        Gateway.Dispose();
        await _application.DisposeAsync().AsTask().WaitAsync(Deadlines.Stop);
        await _builder.DisposeAsync().AsTask().WaitAsync(Deadlines.Stop);
        foreach (var volume in _volumes)
        {
            await Instances.DockerAsync("volume", "rm", "--force", volume);
        }

        await Instances.DisposeAsync();
    }

    private static void Set(IDistributedApplicationTestingBuilder builder, string project, params (string Name, string Value)[] variables)
    {
        var resource = builder.CreateResourceBuilder(builder.Resources.OfType<ProjectResource>().Single(found => found.Name == project));
        foreach (var (name, value) in variables)
        {
            resource.WithEnvironment(name, value);
        }
    }

    /// <summary>Those that the AppHost names hold the developer's data.</summary>
    private static List<string> TakeOwnVolumes(IEnumerable<IResource> resources)
    {
        var (run, own) = ($"chaos-{Guid.NewGuid():N}"[..14], new List<string>());
        foreach (var annotations in resources.Select(resource => resource.Annotations))
        {
            foreach (var mount in annotations.OfType<ContainerMountAnnotation>().Where(mount => mount.Type == ContainerMountType.Volume).ToList())
            {
                own.Add($"{run}-{mount.Source}");
                annotations.Remove(mount);
                annotations.Add(new ContainerMountAnnotation(own[^1], mount.Target, mount.Type, mount.IsReadOnly));
            }
        }

        return own;
    }
}
