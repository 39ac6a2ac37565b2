using System.Text.Json;
using System.Text.Json.Serialization;

namespace Deploy.Secrets;

/// <summary>Writes <see cref="Secret.Mask"/>, and reads nothing: what was masked cannot come back.</summary>
internal sealed class SecretJsonConverter : JsonConverter<Secret>
{
    public override Secret Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new JsonException("A secret is not read from JSON.");

    public override void Write(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options) => writer.WriteStringValue(Secret.Mask);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options) => writer.WritePropertyName(Secret.Mask);
}
