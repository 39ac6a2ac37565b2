using System.Text.Json.Nodes;
using Application.Tests.Running;

namespace Application.Tests.OwnAccount;

/// <param name="Path">Where it has an id, there is one that nobody has.</param>
/// <param name="Fields">Of the body, by name, with their JSON type; empty where there is no body.</param>
internal sealed record Operation(string Method, string Path, bool NeedsUser, IReadOnlyDictionary<string, string> Fields)
{
    public bool HasBody => Fields.Count > 0;

    /// <summary>A body with the same text in every field, as far as its type allows.</summary>
    public JsonObject BodyOf(string text) => new(Fields.Select(field =>
        KeyValuePair.Create<string, JsonNode?>(field.Key, field.Value == "array" ? new JsonArray(text) : text)));
}

/// <summary>Everything that Auth says it does, by its own description.</summary>
internal static class Operations
{
    private const string Nobody = "00000000-0000-7000-8000-000000000000";

    public static async Task<IReadOnlyList<Operation>> ReadAsync(RunningApplication application)
    {
        using var auth = application.Direct();
        var document = JsonNode.Parse(await auth.GetStringAsync("/openapi/v1.json"))!;
        return
        [
            .. from path in document["paths"]!.AsObject()
               from operation in path.Value!.AsObject()
               select new Operation(
                   operation.Key.ToUpperInvariant(),
                   path.Key.Replace("{id}", Nobody, StringComparison.Ordinal),
                   operation.Value!["security"] is JsonArray { Count: > 0 },
                   Fields(document, operation.Value)),
        ];
    }

    private static Dictionary<string, string> Fields(JsonNode document, JsonNode operation)
    {
        var schema = operation["requestBody"]?["content"]?["application/json"]?["schema"];
        if (schema?["$ref"] is { } reference)
        {
            schema = document["components"]!["schemas"]![reference.GetValue<string>().Split('/')[^1]];
        }

        return schema?["properties"]?.AsObject().ToDictionary(property => property.Key, property => TypeOf(property.Value!)) ?? [];
    }

    /// <summary>Without "null", which may stand beside it.</summary>
    private static string TypeOf(JsonNode property) => property["type"] switch
    {
        JsonArray several => several.Select(type => type!.GetValue<string>()).First(type => type != "null"),
        var one => one!.GetValue<string>(),
    };
}
