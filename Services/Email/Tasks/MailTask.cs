using System.Text.Json;
using System.Text.Json.Serialization;
using Email.Sending;
using Email.Templates;
using ServiceDefaults.Messaging;

namespace Email.Tasks;

/// <summary>What a program outside may ask for. Anything may be missing or wrong.</summary>
internal sealed record MailTask(string? To, string? Template, Dictionary<string, JsonElement>? Data, string? Language)
{
    private const int MaxBytes = 64 * 1024;

    private static readonly string Expected =
        "Expected is a JSON object in UTF-8 such as " +
        """{"to": "name@example.org", "template": "notice", "data": {"subject": "…", "text": "…"}, "language": "en"}; """ +
        $"template is one of {string.Join(", ", MailTemplates.Open)}, language (nb or en) may be left out. ";

    /// <exception cref="DeadLetterException">Says what is expected, and which part was something else; nothing of the content.</exception>
    public static Mail Read(ReadOnlySpan<byte> body)
    {
        if (body.Length > MaxBytes)
        {
            throw Fault($"This has more than {MaxBytes} bytes.");
        }

        MailTask? task;
        try
        {
            task = JsonSerializer.Deserialize(body, MailTaskJson.Default.MailTask);
        }
        catch (JsonException exception)
        {
            throw Fault(exception.Path is { Length: > 1 } ? "This has a member that is unknown, given twice or of another type." : "This is something else.");
        }

        return task?.ToMail() ?? throw Fault("This is null.");
    }

    private Mail ToMail()
    {
        var address = MailAddress.Parse(To) ?? throw Fault("\"to\" is not one plain address.");
        if (Template is null || !MailTemplates.Open.Contains(Template))
        {
            throw Fault("\"template\" is not one of them.");
        }

        if (Data is null)
        {
            throw Fault("\"data\" is missing.");
        }

        var data = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in Data)
        {
            data[name] = value.ValueKind switch
            {
                JsonValueKind.String => value.GetString()!,
                JsonValueKind.Number => value.GetRawText(),
                _ => throw Fault("\"data\" holds texts and numbers only."),
            };
        }

        return new Mail(address, Template, MailLanguage.From(Language), data);
    }

    private static DeadLetterException Fault(string what) => new(Expected + what);
}

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(MailTask))]
internal sealed partial class MailTaskJson : JsonSerializerContext;
