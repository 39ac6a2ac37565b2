using Deploy.Manifest.Json;

namespace Deploy.Manifest;

/// <summary>Reads the ways to reach a resource.</summary>
internal static class BindingReader
{
    private const int MaxPort = 65535;
    private static readonly string[] Protocols = ["tcp", "udp"];
    private static readonly string[] Transports = ["http", "http2", "tcp"];

    public static IReadOnlyDictionary<string, Binding> Bindings(Fields fields)
    {
        var bindings = new OrderedDictionary<string, Binding>(StringComparer.Ordinal);
        foreach (var (member, path) in fields.Map("bindings"))
        {
            if (fields.ObjectOf(member.Value, path) is { } binding)
            {
                bindings.Add(member.Name, Read(member, binding));
            }
        }

        return bindings;
    }

    private static Binding Read(JsonMember member, Fields fields)
    {
        var binding = new Binding(
            member.Name,
            Scheme(fields),
            fields.OneOf("protocol", Protocols),
            fields.OneOf("transport", Transports),
            fields.Number("port", 1, MaxPort),
            TargetPort(fields),
            fields.Flag("external"),
            member.NameAt);
        fields.Close("A binding");
        return binding;
    }

    /// <summary>Whatever it is, it begins URLs.</summary>
    private static string Scheme(Fields fields)
    {
        var scheme = fields.RequiredText("scheme");
        if (scheme.Length > 0 && !Uri.CheckSchemeName(scheme))
        {
            fields.Faults.Add(fields.PathOf("scheme"), fields.PlaceOf("scheme"), $"'{scheme}' is no scheme of a URL.", "Take one such as http, https or tcp.");
        }

        return scheme;
    }

    /// <summary>Previews of Aspire 8.0 called it containerPort.</summary>
    private static int? TargetPort(Fields fields)
    {
        var target = fields.Number("targetPort", 1, MaxPort);
        if (!fields.HasOld("containerPort"))
        {
            return target;
        }

        if (fields.Has("targetPort"))
        {
            fields.Faults.Add(
                fields.PathOf("containerPort"), fields.PlaceOf("containerPort"), "'containerPort' is the old name of 'targetPort', which is here too.", "Remove it.");
        }

        return fields.Number("containerPort", 1, MaxPort);
    }
}
