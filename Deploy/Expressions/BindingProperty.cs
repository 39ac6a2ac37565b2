namespace Deploy.Expressions;

/// <summary>What can be asked of a binding.</summary>
internal enum BindingProperty
{
    /// <summary><c>scheme://host:port</c>, without a slash at its end.</summary>
    Url,
    Scheme,
    Host,

    /// <summary>What others connect to.</summary>
    Port,

    /// <summary>What the process listens on.</summary>
    TargetPort,

    /// <summary><c>True</c> or <c>False</c>.</summary>
    TlsEnabled,
}

internal static class BindingProperties
{
    /// <summary>By their names in a manifest; <c>containerPort</c> is what Aspire 8.0's previews called the target port.</summary>
    public static readonly IReadOnlyDictionary<string, BindingProperty> ByName = new Dictionary<string, BindingProperty>(StringComparer.Ordinal)
    {
        ["url"] = BindingProperty.Url,
        ["scheme"] = BindingProperty.Scheme,
        ["host"] = BindingProperty.Host,
        ["port"] = BindingProperty.Port,
        ["targetPort"] = BindingProperty.TargetPort,
        ["tlsEnabled"] = BindingProperty.TlsEnabled,
        ["containerPort"] = BindingProperty.TargetPort,
    };

    public static string NameOf(BindingProperty property) => ByName.First(named => named.Value == property).Key;

    /// <summary>Whether who asks for it means to connect; a scheme is asked for by whom nobody must let in.</summary>
    public static bool IsAddress(BindingProperty property) =>
        property is BindingProperty.Url or BindingProperty.Host or BindingProperty.Port or BindingProperty.TargetPort;
}
