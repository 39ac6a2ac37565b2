using System.Text;
using Deploy.Faults;
using Deploy.Secrets;

namespace Deploy.Commands;

/// <summary>Takes a secret from standard input: piped, or typed at a terminal that does not show it.</summary>
internal static class SecretInput
{
    private const string Source = "standard input";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <returns>Null if what came is no secret, which <paramref name="faults"/> then say, without showing it.</returns>
    public static Secret? Read(string name, FaultList faults) =>
        Console.IsInputRedirected ? Of(Console.OpenStandardInput(), faults) : Make(Typed(name), faults);

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

    private static string Typed(string name)
    {
        Console.Error.Write($"{name}: ");
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                typed.Length = Math.Max(0, typed.Length - 1);
            }
            else if (key.KeyChar != '\0')
            {
                typed.Append(key.KeyChar);
            }
        }

        Console.Error.WriteLine();
        return typed.ToString();
    }
}
