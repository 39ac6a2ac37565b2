using System.Text.RegularExpressions;
using Deploy.Rendering;

namespace Deploy.Recipes.Container;

/// <summary>What a container cannot do here, by name.</summary>
internal static partial class ContainerRules
{
    public static IReadOnlyList<Refusal> Check(ContainerInput input) =>
    [
        .. Digest().IsMatch(input.ImageDigest)
            ? (Refusal[])[]
            : [new Refusal("image", $"'{input.ImageDigest}' does not say what the image is.", "Name it by its digest: sha256: and 64 hexadecimal digits.")],
        .. input.Entrypoint is null || Path().IsMatch(input.Entrypoint)
            ? (Refusal[])[]
            : [new Refusal("entrypoint", $"'{input.Entrypoint}' cannot be an entrypoint here.", "Name a program without blanks or quotes, and give the rest as arguments.")],
        .. Arguments.Check(input.Arguments, "args"),
        .. input.BindMounts.Select((target, index) => new Refusal(
            $"bindMounts[{index}]",
            $"'{target}' would be a path of the machine that deploys, which no host has.",
            "Build the files into the image, or take a volume.")),
        .. input.Bindings.Where(binding => binding.Port != binding.TargetPort).Select(binding => new Refusal(
            $"bindings.{binding.Name}",
            $"Port {binding.Port} would have to lead to {binding.TargetPort}, and on the host's network a port leads to itself.",
            $"In the AppHost, make the program listen on {binding.Port}, or state no port.")),
        .. input.Volumes.Where(volume => !Path().IsMatch(volume.Target) || !volume.Target.StartsWith('/') || (volume.Name is not null && !VolumeName().IsMatch(volume.Name)))
            .Select(volume => new Refusal(
                "volumes", $"'{volume.Name}' at '{volume.Target}' cannot be a volume of Podman.", "Take letters, digits, dots, hyphens and underscores, and an absolute path.")),
        .. input.Environment.Where(variable => !Variables.IsName(variable.Key)).Select(variable => Variables.Refuse(variable.Key)),
        .. input.Environment.Where(variable => variable.Value.Reveal().Contains('\n')).Select(variable => new Refusal(
            $"env.{variable.Key}", "A value of several lines cannot be given to a container.", "Encode it, for example as Base64.")),
    ];

    [GeneratedRegex("^sha256:[0-9a-f]{64}\\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Digest();

    [GeneratedRegex("^[A-Za-z0-9_./+@-]+\\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Path();

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9_.-]*\\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex VolumeName();
}
