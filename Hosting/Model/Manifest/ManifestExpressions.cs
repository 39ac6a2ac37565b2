using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

/// <summary>Writes values in manifest terms, and remembers what the manifest must hold because of them.</summary>
internal sealed class ManifestExpressions(DistributedApplicationModel model)
{
    private readonly HashSet<string> _known = model.Resources.Select(resource => resource.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
    private readonly Queue<IResource> _referenced = new();
    private readonly Dictionary<ParameterResource, string> _encoded = [];

    /// <summary>A resource that the model does not list but something written refers to, such as a generated password; each once.</summary>
    internal IResource? NextReferenced() => _referenced.TryDequeue(out var resource) ? resource : null;

    /// <summary>The name of the parameter's percent-encoded form, if that is in use.</summary>
    internal string? EncodedName(ParameterResource parameter) => _encoded.GetValueOrDefault(parameter);

    /// <summary>The value in manifest terms; whatever it refers to will be in the manifest too.</summary>
    internal string Text(object value)
    {
        Refer(value);
        return value switch
        {
            string text => text,
            ReferenceExpression expression => expression.Render(Hole),
            IManifestExpressionProvider provider => provider.ValueExpression,
            _ => throw new DistributedApplicationException($"A value of type {value.GetType().Name} has no form in the manifest."),
        };
    }

    private string Hole(ReferenceExpression.Segment segment)
    {
        if (segment.Format is null)
        {
            return ((IManifestExpressionProvider)segment.Provider!).ValueExpression;
        }

        return segment.Provider is ParameterResource parameter
            ? $"{{{Encoded(parameter, segment.Format)}.value}}"
            : throw new DistributedApplicationException($"Only a parameter can be written with the filter '{segment.Format}' in the manifest.");
    }

    private string Encoded(ParameterResource parameter, string format)
    {
        if (!_encoded.TryGetValue(parameter, out var name))
        {
            name = _encoded[parameter] = $"{parameter.Name}-{format}-encoded";
        }

        return name;
    }

    private void Refer(object value)
    {
        if (value is IResource resource && _known.Add(resource.Name))
        {
            _referenced.Enqueue(resource);
        }

        if (value is IValueWithReferences composed and not IResource)
        {
            foreach (var reference in composed.References)
            {
                Refer(reference);
            }
        }
    }
}
