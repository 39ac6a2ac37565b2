using Deploy.Expressions;

namespace Deploy.Manifest.References;

/// <summary>References that lead on to another expression, rather than to something that is decided when the system is deployed.</summary>
internal static class Values
{
    /// <returns>The expression that the reference stands for; null where it stands for a binding, an input, an image or a volume.</returns>
    public static Expression? Of(Resource target, Reference reference) => reference switch
    {
        ConnectionStringReference => target.ConnectionString,
        ValueReference => target.Value,
        _ => null,
    };
}
