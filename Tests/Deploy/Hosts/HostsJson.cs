using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Deploy.Hosts;

namespace Deploy.Tests.Hosts;

/// <summary>A file that was read, as JSON: what is not stated is left out, and types that JSON lacks are text.</summary>
internal static class HostsJson
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(HostsFile file) => Node(file)!.ToJsonString(Indented) + "\n";

    private static JsonNode? Node(object? value)
    {
        var type = value?.GetType();
        if (type is null)
        {
            return null;
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Stated<>))
        {
            return (bool)type.GetProperty("IsStated")!.GetValue(value)! ? Node(type.GetProperty("Value")!.GetValue(value)) : null;
        }

        if (value is string or bool or int or long || type.Namespace is "System" or "System.Net" or "Deploy.Hosts.Values")
        {
            return value is bool or int or long ? JsonSerializer.SerializeToNode(value, type) : JsonValue.Create(FormattableString.Invariant($"{value}"));
        }

        return value is IEnumerable list
            ? new JsonArray([.. list.Cast<object?>().Select(Node)])
            : new JsonObject(type.GetProperties().Select(property => KeyValuePair.Create(property.Name, Node(property.GetValue(value)))).Where(member => member.Value is not null));
    }
}
