using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace Hosting.Tests.RabbitMQ;

/// <summary>The AppHost's broker as it is there, alone and on a volume of its own, started once for the tests of it.</summary>
public sealed class RunningBroker : IAsyncLifetime
{
    internal const string Name = "messaging";

    private readonly string _volume = $"hosting-tests-{Guid.NewGuid():N}";
    private IDistributedApplicationTestingBuilder? _builder;

    internal DistributedApplication App { get; private set; } = null!;

    internal string ConnectionString { get; private set; } = "";

    internal Uri Management => App.GetEndpoint(Name, "management");

    public async Task InitializeAsync()
    {
        _builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(Application.Deadline());
        Application.ForgetVolumes(_builder);
        foreach (var other in _builder.Resources.Where(resource => resource.Name != Name).ToList())
        {
            _builder.Resources.Remove(other);
        }

        _builder.CreateResourceBuilder(_builder.Resources.OfType<RabbitMQServerResource>().Single()).WithDataVolume(_volume);
        App = await _builder.BuildAsync(Application.Deadline());
        await App.StartAsync(Application.Deadline());
        await HealthyAsync();
        ConnectionString = (await App.GetConnectionStringAsync(Name, Application.Deadline()))!;
    }

    internal Task HealthyAsync() => App.ResourceNotifications.WaitForResourceHealthyAsync(Name, Application.Deadline());

    public async Task DisposeAsync()
    {
        if (_builder is not null)
        {
            await _builder.DisposeAsync();
        }

        await Docker.RemoveVolumeAsync(_volume);
    }
}

[CollectionDefinition(Name)]
public sealed class SharedBroker : ICollectionFixture<RunningBroker>
{
    internal const string Name = "broker";
}
