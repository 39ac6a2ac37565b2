namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value supplied from outside the model: from configuration <c>Parameters:&lt;name&gt;</c>, or its default.</summary>
public class ParameterResource : Resource, IManifestExpressionProvider, IValueProvider
{
    private readonly Lazy<string> _value;

    /// <param name="name">The resource's name.</param>
    /// <param name="callback">Finds the value; it is given the default and throws <see cref="MissingParameterValueException"/> where there is none.</param>
    /// <param name="secret">Whether the value is hidden wherever it would be shown.</param>
    public ParameterResource(string name, Func<ParameterDefault?, string> callback, bool secret = false)
        : base(name)
    {
        _value = new Lazy<string>(() => callback(Default));
        Secret = secret;
    }

    public bool Secret { get; }

    public ParameterDefault? Default { get; set; }

    public bool IsConnectionString => this is IResourceWithConnectionString;

    public string ValueExpression => $"{{{Name}.value}}";

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken) => new(_value.Value);
}

/// <summary>What a parameter is when nobody supplies it.</summary>
public abstract class ParameterDefault
{
    public abstract string GetDefaultValue();

    internal abstract void WriteToManifest(System.Text.Json.Utf8JsonWriter writer);
}

public sealed class GenerateParameterDefault : ParameterDefault
{
    // Letters and digits that are not mistaken for one another, and signs that need no quoting in shells, URLs or connection strings.
    private const string Letters = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ";
    private const string Digits = "0123456789";
    private const string Specials = "-_.{}~()*+!";

    /// <summary>Length in characters. 22 of them hold 128 bits even without special signs.</summary>
    public int MinLength { get; set; } = 22;

    public bool Special { get; set; } = true;

    public override string GetDefaultValue() =>
        System.Security.Cryptography.RandomNumberGenerator.GetString(Letters + Digits + (Special ? Specials : ""), MinLength);

    internal override void WriteToManifest(System.Text.Json.Utf8JsonWriter writer)
    {
        writer.WriteStartObject("generate");
        writer.WriteNumber("minLength", MinLength);
        if (!Special)
        {
            writer.WriteBoolean("special", false);
        }

        writer.WriteEndObject();
    }
}

public sealed class MissingParameterValueException(string message) : DistributedApplicationException(message);
