using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Deploy.Faults;

namespace Deploy.Manifest.Json;

/// <summary>What is decided about a JSON file before and after its syntax: size, encoding, and how broken syntax is told.</summary>
internal static class JsonText
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Takes the byte order mark off; false, with a fault, for what no JSON reader should see.</summary>
    public static bool TryAccept(ref ReadOnlySpan<byte> utf8, FaultList faults)
    {
        if (utf8.Length > JsonReader.MaxLength)
        {
            faults.Add("", Position.None, $"The file is longer than {JsonReader.MaxLength / 1024 / 1024} MiB.", "No manifest is; is it the right file?");
            return false;
        }

        if (utf8.StartsWith(ByteOrderMark))
        {
            utf8 = utf8[ByteOrderMark.Length..];
        }

        if (utf8 is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            faults.Add("", Position.None, "The file is UTF-16.", "Save it as UTF-8; Windows PowerShell's > does not.");
            return false;
        }

        if (!Utf8.IsValid(utf8))
        {
            var at = new TextCursor(utf8).At(FirstInvalid(utf8));
            faults.Add("", at, "Here the file is no UTF-8.", "Save it as UTF-8.");
            return false;
        }

        if (utf8.Trim(" \t\r\n"u8).IsEmpty)
        {
            faults.Add("", Position.None, "The file is empty.", "Write it with: dotnet run --project AppHost -- --publisher manifest --output-path FILE");
            return false;
        }

        return true;
    }

    /// <summary>The place that the exception names in bytes, in characters.</summary>
    public static Position PositionOf(ReadOnlySpan<byte> utf8, JsonException broken)
    {
        var lineStart = 0;
        for (var line = 0L; line < broken.LineNumber; line++)
        {
            lineStart += utf8[lineStart..].IndexOf((byte)'\n') + 1;
        }

        var offset = lineStart + (broken.BytePositionInLine ?? 0);
        return new TextCursor(utf8).At(offset);
    }

    /// <summary>The message without the place in bytes that .NET puts at its end.</summary>
    public static string Sentence(JsonException broken)
    {
        var message = broken.Message;
        if (message.StartsWith("Expected depth to be zero", StringComparison.Ordinal))
        {
            return "it ends before all that was opened is closed.";
        }

        var place = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return place < 0 ? message : message[..place];
    }

    private static int FirstInvalid(ReadOnlySpan<byte> utf8)
    {
        var offset = 0;
        while (Rune.DecodeFromUtf8(utf8[offset..], out _, out var length) is System.Buffers.OperationStatus.Done)
        {
            offset += length;
        }

        return offset;
    }
}
