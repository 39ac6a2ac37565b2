using Gateway.Configuration;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.Model;

namespace Gateway.Health;

/// <summary>
/// Keeps the gateway's own endpoints and the routes of the outside apart by the port on which a request arrived. Not by
/// its Host header, which is the client's to choose.
/// </summary>
internal static class HealthPort
{
    public static void AddHealthPort(this WebApplicationBuilder builder) =>
        builder.Services.AddHostedService<HealthPortCheck>();

    /// <summary>After routing: what is refused here is 404, as if it were not there.</summary>
    public static void UseHealthPort(this WebApplication app)
    {
        var port = app.Services.GatewayOptions().HealthPort;
        app.Use((context, next) =>
        {
            // Routing answers 405 by an endpoint too, which is no RouteEndpoint.
            var endpoint = context.GetEndpoint();
            var isOwn = endpoint is RouteEndpoint && endpoint.Metadata.GetMetadata<RouteModel>() is null;
            var isOnHealthPort = context.Connection.LocalPort == port;
            if (isOwn == isOnHealthPort)
            {
                return next(context);
            }

            context.SetEndpoint(null);
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
    }

    /// <summary>A health port on which nobody listens would leave the gateway unhealthy without a word.</summary>
    private sealed class HealthPortCheck(IServer server, IOptions<GatewayOptions> options) : IHostedLifecycleService
    {
        public Task StartedAsync(CancellationToken cancellationToken)
        {
            var addresses = server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses;
            return options.Value.HealthPort is { } port && !addresses.Any(address => BindingAddress.Parse(address).Port == port)
                ? throw new InvalidOperationException(
                    $"{GatewayFaults.Section}:HealthPort is {port}, but the gateway listens on {string.Join(", ", addresses)} only.")
                : Task.CompletedTask;
        }

        public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
