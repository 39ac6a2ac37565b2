using Deploy.Hosts;
using Deploy.Placement;
using Deploy.Rendering;
using Deploy.Secrets;

namespace Deploy.Resolution;

/// <summary>Where every process sends what it did, and as whom.</summary>
internal sealed class Telemetry
{
    public const string KeySecret = "_telemetry.key";
    public const string TokenSecret = "_telemetry.browser-token";

    private readonly string _deployment;
    private readonly string _endpoint;
    private readonly Secret _key;

    private Telemetry(string deployment, string endpoint, Secret key) => (_deployment, _endpoint, _key) = (deployment, endpoint, key);

    /// <returns>Null where hosts.yaml names no dashboard.</returns>
    public static Telemetry? Of(HostsFile file, Addresses addresses, PortTable ports, SecretSet secrets) => !file.Telemetry.IsStated
        ? null
        : new Telemetry(
            file.Deployment.Value,
            $"http://{addresses.PlaceOf(file.Telemetry.Value.On.Value).At(ports.Of(SystemPorts.Dashboard, SystemPorts.OtlpGrpc))}",
            secrets.Get(KeySecret, SecretSet.Ours));

    /// <summary>OpenTelemetry's own variables, with who the instance is.</summary>
    public IEnumerable<KeyValuePair<string, MaskedText>> Of(Instance instance) =>
    [
        new("OTEL_EXPORTER_OTLP_ENDPOINT", _endpoint),
        new("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"),
        new("OTEL_EXPORTER_OTLP_HEADERS", MaskedText.Of($"x-otlp-api-key={_key}")),
        new("OTEL_SERVICE_NAME", instance.Resource.Name),
        new("OTEL_RESOURCE_ATTRIBUTES", $"service.instance.id={instance.Id},host.name={instance.Host},deployment.environment.name={_deployment}"),
    ];
}
