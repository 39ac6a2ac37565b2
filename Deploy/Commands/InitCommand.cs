using System.CommandLine;
using Deploy.Faults;
using Deploy.Hosts;
using Deploy.Hosts.Templates;
using Deploy.Hosts.Values;
using Deploy.Manifest;
using Deploy.Manifest.Json;

namespace Deploy.Commands;

/// <summary><c>deploy init MANIFEST</c>: writes a complete, commented hosts.yaml, and the schema by which editors complete it.</summary>
internal static class InitCommand
{
    public const string SchemaFile = "hosts.schema.json";

    public static Command Create()
    {
        var manifest = new FileArgument("MANIFEST") { Description = "The file that Aspire wrote, mostly aspire-manifest.json." };
        var output = new Option<string>("--output", "-o") { Description = "The file to write; hosts.schema.json goes beside it.", DefaultValueFactory = _ => "hosts.yaml" };
        var deployment = new Option<string?>("--deployment") { Description = "The deployment's name, such as shop-prod." };
        var hosts = new Option<string[]>("--hosts")
        {
            Description = "The hosts' names.",
            DefaultValueFactory = _ => ["a"],
            AllowMultipleArgumentsPerToken = true,
        };
        var force = new Option<bool>("--force") { Description = "Write over a file that is there." };
        deployment.Validators.Add(result => Validate(Names.Deployment, [result.GetValueOrDefault<string?>()], result.AddError));
        hosts.Validators.Add(result => Validate(Names.Host, result.GetValueOrDefault<string[]>() ?? [], result.AddError));

        var command = new Command("init", "Writes a complete, commented hosts.yaml for a manifest.") { manifest, output, deployment, hosts, force };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(manifest),
            parsed.GetRequiredValue(output),
            parsed.GetValue(deployment),
            [.. parsed.GetRequiredValue(hosts).Distinct()],
            parsed.GetValue(force),
            parsed.InvocationConfiguration));
        return command;
    }

    private static int Run(string manifest, string output, string? deployment, string[] hosts, bool force, InvocationConfiguration terminal)
    {
        if (File.Exists(output) && !force)
        {
            terminal.Error.WriteLine($"{output} is there already. Write to another file (--output), or over it (--force).");
            return ExitCode.Fault;
        }

        var faults = new FaultList(manifest);
        var bytes = InputFile.Read(manifest, JsonReader.MaxLength, faults);
        if (bytes is null || ManifestReader.Read(bytes, faults) is not { } document)
        {
            return Refuse(faults, terminal);
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(output))!;
        Directory.CreateDirectory(folder);
        File.WriteAllText(output, HostsTemplate.Write(document, deployment, hosts));
        File.WriteAllText(Path.Combine(folder, SchemaFile), HostsShape.SchemaText());
        terminal.Output.WriteLine($"{output} is written. Fill in what is blank; hosts.example.yaml explains every key.");
        return ExitCode.Fine;
    }

    private static int Refuse(FaultList faults, InvocationConfiguration terminal)
    {
        foreach (var fault in faults)
        {
            terminal.Error.WriteLine(fault);
        }

        return ExitCode.Fault;
    }

    private static void Validate(Hosts.Shapes.Scalar<string> shape, IEnumerable<string?> texts, Action<string> refuse)
    {
        foreach (var text in texts.Where(text => text is not null && !shape.TryRead(text, out _)))
        {
            refuse($"'{text}' is not {shape.What}.");
        }
    }
}
