using System.Globalization;

namespace Deploy.Expressions;

/// <summary>Recognises a reference by its form alone: braces around names that are joined by dots.</summary>
internal static class ReferenceParser
{
    /// <param name="text">Text with an opening brace.</param>
    /// <param name="start">Where the brace is.</param>
    /// <returns>The reference and its length with both braces; null if what begins there is none.</returns>
    public static (Reference Reference, int Length)? Match(string text, int start)
    {
        var end = start + 1;
        while (end < text.Length && (IsNameLetter(text[end]) || text[end] is '.'))
        {
            end++;
        }

        if (end == text.Length || text[end] is not '}')
        {
            return null;
        }

        var names = text[(start + 1)..end].Split('.');
        return names.Length > 1 && names.All(name => name.Length > 0) ? (Of(names), end + 1 - start) : null;
    }

    private static Reference Of(string[] names) => names switch
    {
        [var resource, "value"] => new ValueReference(resource),
        [var resource, "connectionString"] => new ConnectionStringReference(resource),
        [var resource, "containerImage"] => new ContainerImageReference(resource),
        [var resource, "inputs", var input] => new InputReference(resource, input),
        [var resource, "bindings", var binding, var name] when BindingProperties.ByName.TryGetValue(name, out var property) =>
            new BindingReference(resource, binding, property),
        [var resource, "volumes", var number, ("name" or "target") and var name]
            when int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var index) =>
            new VolumeReference(resource, index, OfTarget: name is "target"),
        [var resource, .. var property] => new UnknownReference(resource, string.Join('.', property)),
        [] => throw new ArgumentException("A reference has a resource.", nameof(names)),
    };

    private static bool IsNameLetter(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_';
}
