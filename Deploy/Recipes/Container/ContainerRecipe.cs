using Deploy.Rendering;

namespace Deploy.Recipes.Container;

/// <summary>A Podman Quadlet: a file from which systemd's generator makes the unit. It stands on the host's network, so the firewall holds for it.</summary>
internal static class ContainerRecipe
{
    public static Rendered Render(ContainerInput input)
    {
        var refusals = ContainerRules.Check(input);
        if (refusals.Count > 0)
        {
            return Rendered.Refuse(refusals);
        }

        var name = new InstanceName(input.Name);
        var takesNew = Effect.Restart(name.Service);
        List<HostFile> files =
        [
            // Podman takes each line as it is: no quotes, no escapes.
            new($"{name.Configuration}/environment", MaskedText.Lines(input.Environment.Select(variable => MaskedText.Of($"{variable.Key}={variable.Value}"))))
            {
                Mode = HostFile.Private,
                Effect = takesNew,
            },
            new($"/etc/containers/systemd/{name.Unit}.container", Unit(input, name)) { Effect = takesNew },
        ];
        var data = input.Volumes.FirstOrDefault(volume => volume is { Name: not null, ReadOnly: false });
        return new(files, [new(name.Service, Stage.Workloads, name) { Data = data is null ? null : $"/var/lib/containers/storage/volumes/{VolumeOf(data)}" }], [])
        {
            Packages = ["podman"],
        };
    }

    private static MaskedText Unit(ContainerInput input, InstanceName name) => MaskedText.Of($"""
        # A container without a recipe, on the host's network: the host's firewall holds for it.
        [Unit]
        Description=Container {name}
        {Sandbox.Start}

        [Container]
        ContainerName={name.Unit}
        # Brought by save and load, and named by what it is: no registry is asked at a start.
        Image={input.ImageDigest}
        Pull=never
        Network=host
        EnvironmentFile={name.Configuration}/environment
        {Program(input)}{MaskedText.Lines(input.Volumes.Select(volume => (MaskedText)$"Volume={Mount(volume)}"))}{Rights(input)}NoNewPrivileges=true
        LogDriver=journald
        StopTimeout={(long)input.Drain.TotalSeconds}
        PodmanArgs=--memory={input.Memory} --memory-swap={input.Memory} --pids-limit=512

        [Service]
        {Sandbox.Restart}
        TimeoutStartSec=120
        TimeoutStopSec={(long)input.Drain.TotalSeconds + 10}

        [Install]
        WantedBy=multi-user.target

        """);

    private static MaskedText Program(ContainerInput input) => MaskedText.Concat(
    [
        input.Entrypoint is null ? "" : $"Entrypoint={input.Entrypoint.Replace("%", "%%", StringComparison.Ordinal)}\n",
        input.Arguments.Count == 0 ? "" : "Exec=" + MaskedText.Concat(input.Arguments.SelectMany((argument, index) =>
            (MaskedText[])[index == 0 ? "" : " ", Quoting.UnitArgument(argument)])) + "\n",
    ]);

    // Of the host it is root, unless its image says otherwise: it gets what hosts.yaml says, and no more.
    private static MaskedText Rights(ContainerInput input) => MaskedText.Lines(
    [
        "DropCapability=all",
        .. input.Capabilities.Count == 0 ? (MaskedText[])[] : ["AddCapability=" + string.Join(' ', input.Capabilities.Select(capability => $"CAP_{capability}"))],
        .. input.Writable ? (MaskedText[])[] : ["ReadOnly=true", "ReadOnlyTmpfs=true"],
    ]);

    private static string Mount(ContainerVolume volume) =>
        (volume.Name is null ? volume.Target : $"{VolumeOf(volume)}:{volume.Target}") + (volume is { ReadOnly: true, Name: not null } ? ":ro" : "");

    // Named as the manifest does: two resources that name one share it, if they are on one host.
    private static string VolumeOf(ContainerVolume volume) => $"deploy-{volume.Name}";
}
