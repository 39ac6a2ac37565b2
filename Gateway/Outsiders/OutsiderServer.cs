using Gateway.Configuration;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Gateway.Outsiders;

/// <summary>
/// Takes an outsider's trace context off the request before ASP.NET Core's hosting reads it, which is before any
/// middleware runs. So the request starts a trace of its own instead of choosing id, sampling and baggage of ours.
/// </summary>
internal sealed class OutsiderServer(IServer server, TrustedProxies trusted) : IServer
{
    public IFeatureCollection Features => server.Features;

    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull =>
        server.StartAsync(new Application<TContext>(application, trusted), cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => server.StopAsync(cancellationToken);

    public void Dispose() => server.Dispose();

    private sealed class Application<TContext>(IHttpApplication<TContext> inner, TrustedProxies trusted)
        : IHttpApplication<TContext>
        where TContext : notnull
    {
        public TContext CreateContext(IFeatureCollection contextFeatures)
        {
            if (!trusted.Contains(contextFeatures.Get<IHttpConnectionFeature>()?.RemoteIpAddress))
            {
                TraceContext.Remove(contextFeatures.GetRequiredFeature<IHttpRequestFeature>().Headers);
            }

            return inner.CreateContext(contextFeatures);
        }

        public Task ProcessRequestAsync(TContext context) => inner.ProcessRequestAsync(context);

        public void DisposeContext(TContext context, Exception? exception) => inner.DisposeContext(context, exception);
    }
}

internal static class OutsiderServerRegistration
{
    public static void AddOutsiderServer(this WebApplicationBuilder builder)
    {
        builder.Services.Configure<KestrelServerOptions>(DigitsOnly.Set);
        builder.Services.AddSingleton(services => new TrustedProxies(services.GatewayOptions().TrustedProxies));

        var kestrel = builder.Services.Last(service => service.ServiceType == typeof(IServer));
        builder.Services.Remove(kestrel);
        builder.Services.AddSingleton<IServer>(services => new OutsiderServer(
            (IServer)ActivatorUtilities.CreateInstance(services, kestrel.ImplementationType!),
            services.GetRequiredService<TrustedProxies>()));
    }
}
