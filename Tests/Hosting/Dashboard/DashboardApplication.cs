using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.Testing;
using Hosting.Run.Dashboard;
using Hosting.Run.Orchestration;

namespace Hosting.Tests.Dashboard;

/// <summary>The real AppHost with the real dashboard, started once for the tests of it.</summary>
public sealed class DashboardApplication : IAsyncLifetime
{
    internal const string Token = "token-of-the-tests";
    internal const string ApiKey = "key-of-the-tests";

    private IDistributedApplicationTestingBuilder? _builder;

    internal Uri DashboardUrl { get; } = FreeAddress();

    internal Uri ResourceServiceUrl { get; } = FreeAddress();

    internal DistributedApplication App { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(
            [
                $"--{DashboardRunner.DisabledKey}=false",
                $"--{DashboardSettings.UrlsKey}={DashboardUrl}",
                "--ASPIRE_ALLOW_UNSECURED_TRANSPORT=true",
                $"--{ResourceServiceHost.AddressKey}={ResourceServiceUrl}",
                $"--{DashboardSettings.ResourceServiceApiKeyKey}={ApiKey}",
                $"--{DashboardSettings.BrowserTokenKey}={Token}",
            ],
            Application.Deadline());
        Application.ForgetVolumes(_builder);
        App = await _builder.BuildAsync(Application.Deadline());
        await App.StartAsync(Application.Deadline());
        await App.ResourceNotifications.WaitForResourceHealthyAsync("gateway", Application.Deadline());
    }

    public async Task DisposeAsync()
    {
        if (_builder is not null)
        {
            await _builder.DisposeAsync();
        }
    }

    private static Uri FreeAddress() => new($"http://localhost:{Ports.Free().ToString(CultureInfo.InvariantCulture)}");
}

[CollectionDefinition(Name)]
public sealed class SharedDashboard : ICollectionFixture<DashboardApplication>
{
    internal const string Name = "dashboard";
}
