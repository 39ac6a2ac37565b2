using System.Net;
using System.Security.Cryptography;
using System.Text;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hosting.Run.Dashboard;

/// <summary>Serves <see cref="ResourceService"/> to the dashboard: gRPC in clear text, on loopback only, to whoever has the key.</summary>
internal sealed class ResourceServiceHost : IAsyncDisposable
{
    internal const string AddressKey = "ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL";
    internal const string ApiKeyHeader = "x-resource-service-api-key";

    /// <summary>For commands under way; streams end at once.</summary>
    private static readonly TimeSpan GraceOnStop = TimeSpan.FromSeconds(2);

    private readonly WebApplication _app;

    /// <param name="notifications">State of the resources.</param>
    /// <param name="logs">Their console output.</param>
    /// <param name="commands">Executes their commands.</param>
    /// <param name="applicationName">As the dashboard's title shows it.</param>
    /// <param name="apiKey">What the dashboard must send along.</param>
    /// <param name="address">Loopback address to serve at, port 0 for any; null for any free port.</param>
    /// <param name="loggerFactory">The app host's; warnings and errors go there.</param>
    internal ResourceServiceHost(
        ResourceNotificationService notifications,
        ResourceLoggerService logs,
        ResourceCommandService commands,
        string applicationName,
        string apiKey,
        Uri? address,
        ILoggerFactory loggerFactory)
    {
        // The empty builder, because the slim one reads ASPNETCORE_URLS and appsettings.json, which are the app host's.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel => Listen(kestrel, address));
        builder.Services.AddRoutingCore();
        builder.Services.AddGrpc();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = GraceOnStop);
        builder.Services.AddSingleton<ILoggerFactory>(new WarningsOnly(loggerFactory));
        builder.Services.AddSingleton(notifications);
        builder.Services.AddSingleton(logs);
        builder.Services.AddSingleton(commands);
        builder.Services.AddSingleton(new ApplicationName(applicationName, DateTime.UtcNow));

        _app = builder.Build();
        _app.Use(next => call => HasKey(call.Request, apiKey) ? next(call) : Refuse(call.Response));
        _app.MapGrpcService<ResourceService>();
    }

    /// <summary>The address that is configured, as <c>http://localhost:port</c>; null if none is.</summary>
    /// <exception cref="DistributedApplicationException">It is not a clear-text loopback address.</exception>
    internal static Uri? ConfiguredAddress(IConfiguration configuration)
    {
        if (configuration[AddressKey] is not { Length: > 0 } text)
        {
            return null;
        }

        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address is { Scheme: "http", IsLoopback: true }
            ? address
            : throw new DistributedApplicationException(
                $"{AddressKey} is '{text}'. The resource service serves clear text on loopback: make it " +
                "http://localhost:PORT, or leave it out.");
    }

    /// <returns>The address that it serves at.</returns>
    internal async Task<Uri> StartAsync(CancellationToken cancellationToken)
    {
        await _app.StartAsync(cancellationToken);
        return new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private static void Listen(KestrelServerOptions kestrel, Uri? address)
    {
        // gRPC needs HTTP/2, which clear text cannot negotiate.
        kestrel.ConfigureEndpointDefaults(listen => listen.Protocols = HttpProtocols.Http2);
        var port = address?.Port ?? 0;
        if (IPAddress.TryParse(address?.DnsSafeHost, out var ip))
        {
            kestrel.Listen(ip, port);
        }
        else if (port == 0)
        {
            // "localhost" is two addresses, which do not agree on a free port.
            kestrel.Listen(IPAddress.Loopback, port);
        }
        else
        {
            kestrel.ListenLocalhost(port);
        }
    }

    private static bool HasKey(HttpRequest request, string apiKey) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(request.Headers[ApiKeyHeader].ToString()), Encoding.UTF8.GetBytes(apiKey));

    private static Task Refuse(HttpResponse response)
    {
        // A gRPC answer that consists of its status alone.
        response.ContentType = "application/grpc";
        response.Headers["grpc-status"] = ((int)StatusCode.Unauthenticated).ToString(System.Globalization.CultureInfo.InvariantCulture);
        response.Headers["grpc-message"] = "The header " + ApiKeyHeader + " is missing or wrong.";
        return Task.CompletedTask;
    }
}
