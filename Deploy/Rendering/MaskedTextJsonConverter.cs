using System.Text.Json;
using System.Text.Json.Serialization;

namespace Deploy.Rendering;

/// <summary>Writes the masked form, and reads nothing: what was masked cannot come back.</summary>
internal sealed class MaskedTextJsonConverter : JsonConverter<MaskedText>
{
    public override MaskedText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new JsonException("A masked text is not read from JSON.");

    public override void Write(Utf8JsonWriter writer, MaskedText value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
