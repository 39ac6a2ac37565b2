using System.Globalization;

namespace Deploy.Manifest.Json;

/// <summary>Names a place in a manifest as a person would type it: <c>resources.auth.args[0]</c>, <c>resources["a.b"]</c>.</summary>
internal static class JsonPath
{
    public static string Of(string path, string name) =>
        name.Length > 0 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '$')
            ? path.Length == 0 ? name : $"{path}.{name}"
            : $"{path}[\"{name}\"]";

    public static string Of(string path, int index) => string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");
}
