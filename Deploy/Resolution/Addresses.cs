using System.Globalization;
using System.Net;
using Deploy.Expressions;
using Deploy.Hosts;
using Deploy.Manifest;
using Deploy.Placement;
using Deploy.Rendering;

namespace Deploy.Resolution;

/// <summary>Where a binding is, as seen from an instance of somebody who refers to it.</summary>
internal sealed class Addresses
{
    private readonly PlacedSystem _placed;
    private readonly PortTable _ports;
    private readonly Dictionary<string, Place> _places;

    public Addresses(HostsFile file, PlacedSystem placed, PortTable ports)
    {
        (_placed, _ports) = (placed, ports);
        _places = file.Hosts.ToDictionary(host => host.Name.Value, host => new Place(host.Name.Value, host.Value.Value.Private.Value), StringComparer.Ordinal);
    }

    public Place PlaceOf(string host) => _places[host];

    public IReadOnlyList<Place> PlacesOf(IEnumerable<string> hosts) => [.. hosts.Select(PlaceOf)];

    /// <summary>
    /// The host that an instance is led to where it can be told one only: a database's primary, else the one beside it, else one of all
    /// that is its own by rendezvous, so that instances spread over them.
    /// </summary>
    public static string Chosen(Instance from, PlacedResource target) =>
        Engines.IsDatabase(target.Engine) ? target.Primary
        : target.Hosts.Contains(from.Host) ? from.Host
        : Rendezvous.Order(from.Id, target.Hosts).First();

    /// <param name="on">The host whose instance is meant; empty where the target is somebody else's, or the proxy beside the instance.</param>
    public string Of(BindingReference reference, Variable variable, string on)
    {
        var target = _placed.Find(reference.Resource)!;
        var binding = target.Workload.Bindings[reference.Binding];
        var (host, port) = Of(target, binding, on);
        return reference.Property switch
        {
            BindingProperty.Url => $"{binding.Scheme}://{Bracketed(host)}:{port}",
            BindingProperty.Scheme => binding.Scheme,
            BindingProperty.Host => variable.IsUri ? Bracketed(host) : host,
            BindingProperty.TlsEnabled => binding.Scheme is "https" ? "True" : "False",
            _ => port,
        };
    }

    private (string Host, string Port) Of(PlacedResource target, Binding binding, string on) => target switch
    {
        { External: { } external } => (external.Address.Value, Text(external.Port.Value)),
        _ when on.Length == 0 => (IPAddress.Loopback.ToString(), Text(_ports.Of(target.Name, SystemPorts.Reads))),

        // What is not listened on has no port; who asks for it all the same was told a fault.
        _ => (PlaceOf(on).Address.ToString(), Text(_ports.Ports.GetValueOrDefault(PortTable.NameOf(target.Name, binding.Name)))),
    };

    private static string Bracketed(string host) => host.Contains(':') ? $"[{host}]" : host;

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
