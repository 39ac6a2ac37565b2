using System.Text;
using Deploy.Faults;
using Deploy.Secrets;
using Microsoft.Win32.SafeHandles;

namespace Deploy.Commands;

/// <summary>Takes a secret from standard input: piped, or typed at a terminal that does not show it.</summary>
internal static class SecretInput
{
    private const string Source = "standard input";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <returns>Null if what came is no secret, which <paramref name="faults"/> then say, without showing it.</returns>
    public static Secret? Read(string name, FaultList faults) =>
        Console.IsInputRedirected ? Of(Console.OpenStandardInput(), faults) : Typed(name, faults);

    /// <summary>All that a stream holds, without one newline at its end, as <c>echo</c> and editors put it there.</summary>
    public static Secret? Of(Stream input, FaultList faults)
    {
        var buffer = new byte[SecretStore.MaxLength + 3];
        var length = input.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        var value = buffer.AsSpan(0, length);
        value = value.EndsWith("\r\n"u8) ? value[..^2] : value.EndsWith("\n"u8) ? value[..^1] : value;
        if (value.Length > SecretStore.MaxLength)
        {
            faults.Add(Source, Position.None, $"A secret has at most {SecretStore.MaxLength} bytes.", "Give a shorter one.");
            return null;
        }

        try
        {
            return Make(Strict.GetString(value), faults);
        }
        catch (DecoderFallbackException)
        {
            faults.Add(Source, Position.None, "This is not UTF-8 text.", "Encode it, for example as Base64.");
            return null;
        }
    }

    private static Secret? Make(string value, FaultList faults)
    {
        if (value.Length == 0 || value.Contains('\0'))
        {
            faults.Add(Source, Position.None, "A secret is not empty, and holds no character of code 0.", "Give its value on standard input.");
            return null;
        }

        return new Secret(value);
    }

    // The terminal hands over a line at a time, and does backspace itself. Past Console, which would switch its echo on again.
    private static Secret? Typed(string name, FaultList faults)
    {
        if (OperatingSystem.IsWindows())
        {
            faults.Add(Source, Position.None, "A secret cannot be typed unseen here.", "Redirect standard input from a file.");
            return null;
        }

        using var input = new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, bufferSize: 0);
        using var output = new FileStream(new SafeFileHandle(2, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        using var silent = new SilentTerminal();
        output.Write(Encoding.UTF8.GetBytes($"{name}: "));
        var line = new MemoryStream();
        for (var next = input.ReadByte(); next is >= 0 and not '\n' && line.Length <= SecretStore.MaxLength; next = input.ReadByte())
        {
            line.WriteByte((byte)next);
        }

        output.Write("\n"u8);
        line.Position = 0;
        return Of(line, faults);
    }
}
