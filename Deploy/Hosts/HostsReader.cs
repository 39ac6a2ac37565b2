using System.Text;
using Deploy.Faults;
using Deploy.Hosts.Rules;
using Deploy.Hosts.Yaml;

namespace Deploy.Hosts;

/// <summary>Reads hosts.yaml: text in, the typed file or every fault out.</summary>
internal static class HostsReader
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The same, from the file's bytes: UTF-8, with a byte order mark or without.</summary>
    public static HostsFile? Read(ReadOnlySpan<byte> utf8, FaultList faults)
    {
        try
        {
            return Read(Strict.GetString(utf8.StartsWith(Encoding.UTF8.Preamble) ? utf8[Encoding.UTF8.Preamble.Length..] : utf8), faults);
        }
        catch (DecoderFallbackException)
        {
            faults.Add("", Position.None, "The file is not UTF-8.", "Save it as UTF-8.");
            return null;
        }
    }

    /// <param name="text">The file's text.</param>
    /// <param name="faults">Receives all that is wrong within the file: its form first, then what contradicts what.</param>
    /// <returns>What could be read, for rules to go on with; null if it is not YAML. It is whole if there are no faults.</returns>
    public static HostsFile? Read(string text, FaultList faults)
    {
        if (YamlReader.Read(text, faults) is not { } root)
        {
            return null;
        }

        var file = HostsShape.File.Read(root, "", faults);
        if (!file.IsStated)
        {
            return null;
        }

        foreach (var rule in HostsRules.All)
        {
            rule(file.Value, faults);
        }

        return file.Value;
    }
}
