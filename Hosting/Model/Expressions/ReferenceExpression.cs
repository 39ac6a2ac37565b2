using System.Runtime.CompilerServices;
using System.Text;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>
/// Text with holes that other resources fill: written as an interpolated string, kept as a list of literals and providers,
/// so that it can become a value when the system runs and an expression in the manifest.
/// </summary>
public sealed class ReferenceExpression : IManifestExpressionProvider, IValueProvider, IValueWithReferences
{
    internal ReferenceExpression(IReadOnlyList<Segment> segments) => Segments = segments;

    /// <summary>A literal, or a provider and the filter on its value.</summary>
    internal readonly record struct Segment(string? Literal, object? Provider, string? Format);

    internal IReadOnlyList<Segment> Segments { get; }

    public string ValueExpression => Render(segment => ((IManifestExpressionProvider)segment.Provider!).ValueExpression);

    IEnumerable<object> IValueWithReferences.References => Segments.Where(s => s.Provider is not null).Select(s => s.Provider!);

    public static ReferenceExpression Create(in ExpressionInterpolatedStringHandler handler) => new(handler.Segments);

    public async ValueTask<string?> GetValueAsync(CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        foreach (var segment in Segments)
        {
            text.Append(segment.Literal ?? await FilledAsync(segment, cancellationToken));
        }

        return text.Length > 0 ? text.ToString() : null;
    }

    /// <summary>The text with each hole written by <paramref name="hole"/>.</summary>
    internal string Render(Func<Segment, string> hole) => string.Concat(Segments.Select(s => s.Literal ?? hole(s)));

    private static async ValueTask<string?> FilledAsync(Segment segment, CancellationToken cancellationToken)
    {
        var value = await ((IValueProvider)segment.Provider!).GetValueAsync(cancellationToken);
        return segment.Format is null || value is null ? value : ValueFormat.Apply(segment.Format, value);
    }

    [InterpolatedStringHandler]
    public ref struct ExpressionInterpolatedStringHandler(int literalLength, int formattedCount)
    {
        internal List<Segment> Segments { get; } = new((literalLength > 0 ? 1 : 0) + (formattedCount * 2));

        public readonly void AppendLiteral(string value) => Segments.Add(new(value, null, null));

        public readonly void AppendFormatted(string? value) => Segments.Add(new(value ?? "", null, null));

        public readonly void AppendFormatted(string? value, string? format) =>
            Segments.Add(new(value is null ? "" : format is null ? value : ValueFormat.Apply(format, value), null, null));

        public readonly void AppendFormatted<T>(T valueProvider)
            where T : IValueProvider, IManifestExpressionProvider => Segments.Add(new(null, valueProvider, null));

        /// <param name="valueProvider">What fills the hole.</param>
        /// <param name="format"><c>uri</c> percent-encodes the value.</param>
        public readonly void AppendFormatted<T>(T valueProvider, string? format)
            where T : IValueProvider, IManifestExpressionProvider => Segments.Add(new(null, valueProvider, ValueFormat.Check(format)));

        public readonly void AppendFormatted<T>(IResourceBuilder<T> valueProvider)
            where T : IResource, IValueProvider, IManifestExpressionProvider => AppendFormatted(valueProvider.Resource);

        public readonly void AppendFormatted<T>(IResourceBuilder<T> valueProvider, string? format)
            where T : IResource, IValueProvider, IManifestExpressionProvider => AppendFormatted(valueProvider.Resource, format);
    }
}

internal static class ValueFormat
{
    private const string Uri = "uri";

    internal static string? Check(string? format) =>
        format is null or Uri ? format : throw new FormatException($"Unknown format '{format}' in a reference expression: there is '{Uri}'.");

    internal static string Apply(string format, string value) => Check(format) is null ? value : System.Uri.EscapeDataString(value);
}
