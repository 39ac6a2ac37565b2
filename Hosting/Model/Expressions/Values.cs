namespace Aspire.Hosting.ApplicationModel;

/// <summary>Something with a value at run time, such as a parameter or an endpoint's port.</summary>
public interface IValueProvider
{
    ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default);
}

/// <summary>Something that the manifest refers to, such as <c>{auth.bindings.http.url}</c>.</summary>
public interface IManifestExpressionProvider
{
    string ValueExpression { get; }
}

/// <summary>Something composed of other things; the manifest must hold these too.</summary>
public interface IValueWithReferences
{
    IEnumerable<object> References { get; }
}
