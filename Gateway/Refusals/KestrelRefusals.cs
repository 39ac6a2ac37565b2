using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Gateway.Refusals;

/// <summary>
/// What Kestrel itself refuses (400 malformed, 408, 414, 431, 505) never becomes a request of ours, and is answered
/// with an empty body. Kestrel tells of it by a diagnostic event first; then its answer is replaced by a problem
/// document, whose trace id leads to a span. Over HTTP/2 the bare status or error frame stays.
/// </summary>
internal sealed class KestrelRefusals(ActivitySource source, TimeProvider clock) : IObserver<KeyValuePair<string, object?>>
{
    public const string Event = "Microsoft.AspNetCore.Server.Kestrel.BadRequest";

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value is { Key: Event, Value: IFeatureCollection features }
            && features.Get<IHttp2StreamIdFeature>() is null
            && features.Get<IHttpResponseFeature>() is { HasStarted: false } response
            && features.Get<RefusableConnection>() is { } connection)
        {
            var withBody = !HttpMethods.IsHead(features.GetRequiredFeature<IHttpRequestFeature>().Method);
            connection.Output.Refuse(RefusalDocument.Write(response.StatusCode, withBody, Record(response.StatusCode), clock.GetUtcNow()));
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    /// <summary>Named as OpenTelemetry names a request whose method and route are not known.</summary>
    private ActivityTraceId Record(int status)
    {
        // A trace of its own, whatever request came before on the connection.
        Activity.Current = null;
        using var span = source.StartActivity("HTTP", ActivityKind.Server);
        span?.SetTag("http.response.status_code", status);
        return span?.TraceId ?? ActivityTraceId.CreateRandom();
    }
}

internal static class RefusalRegistration
{
    public static void AddRefusals(this WebApplicationBuilder builder) =>
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(endpoint =>
            endpoint.Use(next => connection => next(new RefusableConnection(connection)))));

    public static void UseRefusals(this WebApplication app)
    {
        // Not from the container: ASP.NET Core would take an ActivitySource found there for its server spans.
        var source = new ActivitySource(app.Environment.ApplicationName);
        var refusals = new KestrelRefusals(source, app.Services.GetRequiredService<TimeProvider>());
        app.Services.GetRequiredService<DiagnosticListener>().Subscribe(refusals, name => name == KestrelRefusals.Event);
    }
}
