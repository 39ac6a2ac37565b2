using System.Text.Json;
using System.Text.Json.Serialization;

namespace Email.Sending;

/// <summary>The column <c>data</c>.</summary>
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class MailData : JsonSerializerContext
{
    public static string Write(IReadOnlyDictionary<string, string> data) =>
        JsonSerializer.Serialize(data, Default.IReadOnlyDictionaryStringString);

    public static Dictionary<string, string> Read(string json) =>
        JsonSerializer.Deserialize(json, Default.DictionaryStringString) ?? [];
}
