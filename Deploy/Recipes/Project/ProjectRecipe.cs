using Deploy.Rendering;

namespace Deploy.Recipes.Project;

/// <summary>A self-contained .NET release under systemd. That it is started does not mean that it is ready: that is judged from outside.</summary>
internal static class ProjectRecipe
{
    /// <summary>Beyond draining: what the host, and telemetry on its way out, may take to end.</summary>
    private static readonly TimeSpan EndTime = TimeSpan.FromSeconds(10);

    public static Rendered Render(ProjectInput input)
    {
        var refusals = ProjectRules.Check(input);
        if (refusals.Count > 0)
        {
            return Rendered.Refuse(refusals);
        }

        var name = new InstanceName(input.Name);
        var migration = name.Part("migrate");
        var variables = ProjectVariables.Of(input);
        var takesNew = Effect.Restart(name.Service);
        List<HostFile> files =
        [
            new(name.UsersFile, $"u! {name.User} - \"Project {input.Name}\"\n"),
            new($"{name.Configuration}/environment", variables.ForSystemd) { Mode = HostFile.Private, Effect = takesNew },
            new($"{name.Configuration}/variables", variables.ForScript) { Mode = HostFile.Private, Effect = takesNew },
            Script.Of("with-variables"),
            new(name.UnitFile(), Unit(input, name)) { Effect = takesNew },
        ];
        List<HostUnit> units = [new(name.Service, Stage.Workloads, name)];
        if (input.Migrate.Count > 0)
        {
            files.Add(new(migration.UnitFile(), Migration(input, name)));
            units.Insert(0, new(migration.Service, Stage.Migrations, name));
        }

        return new(files, units, []);
    }

    private static MaskedText Unit(ProjectInput input, InstanceName name) => MaskedText.Of($"""
        [Unit]
        Description=Project {input.Name}
        {Sandbox.Start}

        [Service]
        Type=exec
        SyslogIdentifier=%N
        {Program(input, name, input.Arguments)}
        # .NET ends on SIGTERM, and waits for requests under way.
        TimeoutStopSec={(long)(input.Drain + EndTime).TotalSeconds}
        SuccessExitStatus=143
        {Sandbox.Restart}
        {Sandbox.DotNet(input.Memory)}

        [Install]
        WantedBy=multi-user.target

        """);

    // Not enabled: it runs when a release is put in place, not when a host starts.
    private static MaskedText Migration(ProjectInput input, InstanceName name) => MaskedText.Of($"""
        [Unit]
        Description=Migration of {input.Name}
        {Sandbox.Start}

        [Service]
        Type=oneshot
        SyslogIdentifier=%N
        {Program(input, name, [.. input.Migrate.Select(argument => (MaskedText)argument)])}
        # A table that is copied takes as long as it takes.
        TimeoutStartSec=infinity
        {Sandbox.DotNet(input.Memory)}

        """);

    private static MaskedText Program(ProjectInput input, InstanceName name, IReadOnlyList<MaskedText> arguments)
    {
        var release = $"/opt/deploy/{input.Name}/current";
        return MaskedText.Of($$"""
            User={{name.User}}
            EnvironmentFile={{name.Configuration}}/environment
            # "current" is a link to one of /opt/deploy/{{input.Name}}/releases.
            WorkingDirectory={{release}}
            # Variables that systemd refuses, such as those whose names have a hyphen.
            LoadCredential=variables:{{name.Configuration}}/variables
            ExecStart={{Script.PathOf("with-variables")}} ${CREDENTIALS_DIRECTORY}/variables {{release}}/{{input.Program}}{{Quoted(arguments)}}
            """);
    }

    private static MaskedText Quoted(IReadOnlyList<MaskedText> arguments) =>
        MaskedText.Concat(arguments.Select(argument => " " + Quoting.UnitArgument(argument)));
}
