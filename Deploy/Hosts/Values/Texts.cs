using System.Text.Json.Nodes;
using Deploy.Hosts.Shapes;

namespace Deploy.Hosts.Values;

/// <summary>Domains, paths and free text.</summary>
internal static class Texts
{
    private const string DomainLabel = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";

    public static readonly Scalar<string> Domain = Patterns.Matching(
        "a domain name", "api.example.no", $"^{DomainLabel}(\\.{DomainLabel}){{0,8}}$");

    public static readonly Scalar<string> HttpPath = Patterns.Matching(
        "a path that starts with a slash", "/health/ready", "^/[A-Za-z0-9._~/-]*$");

    /// <summary>On the machine that deploys; relative to hosts.yaml.</summary>
    public static readonly Scalar<string> File = Free("a file's path", "tls/api.example.no.pem");

    public static readonly Scalar<string> Argument = Free("an argument", "--migrate");

    /// <summary>A parameter's value: a text, whatever it looks like.</summary>
    public static readonly Scalar<string> Value = Free("a text", "https://api.example.no");

    /// <summary>Debian's form.</summary>
    public static readonly Scalar<string> Version = Patterns.Matching("a version of Debian's form", "9.7.4-1debian13", "^[0-9][A-Za-z0-9.+:~-]{0,63}$");

    public static readonly Scalar<string> Uri = Patterns.Matching(
        "a package source's URI", "https://repo.example.org/apt/debian", $"^https?://{DomainLabel}(\\.{DomainLabel}){{0,8}}(:[0-9]{{1,5}})?(/[A-Za-z0-9._~/%+-]*)?$");

    public static readonly Scalar<string> Word = Patterns.Matching("a word", "trixie", "^[A-Za-z0-9][A-Za-z0-9._/-]{0,63}$");

    public static readonly Scalar<string> Package = Patterns.Matching("a package's name", "mysql-server-core", "^[a-z0-9][a-z0-9.+-]{1,63}$");

    /// <summary>Of an OpenPGP key, version 4.</summary>
    public static readonly Scalar<string> Fingerprint = Patterns.Matching(
        "a key's fingerprint of 40 hexadecimal digits", "BCA43417C3B485DD128EC6D4B7B3B788A8D3785C", "^[0-9A-F]{40}$");

    public static readonly Scalar<string> ImageDigest = Patterns.Matching(
        "an image's digest (sha256: and 64 hexadecimal digits)",
        "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        "^sha256:[0-9a-f]{64}$");

    /// <summary>Those that Podman gives by itself: with these a container takes nothing from its host. Without CAP_.</summary>
    public static readonly Scalar<string> Capability = Patterns.OneOf(
        "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "NET_BIND_SERVICE", "SETFCAP", "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT");

    public static readonly Scalar<string> AgeRecipient = Patterns.Matching(
        "an age recipient",
        "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p",
        "^age1[02-9ac-hj-np-z]{58}$");

    private static Scalar<string> Free(string what, string example) => new(
        what,
        example,
        (string text, out string value) =>
        {
            value = text;
            return text.Length > 0;
        },
        // Unquoted numbers and booleans are text to the reader; an editor must not object to them.
        () => new JsonObject { ["type"] = new JsonArray("string", "number", "boolean"), ["minLength"] = 1 });
}
