using System.CommandLine;
using Deploy.Faults;
using Deploy.Secrets;

namespace Deploy.Commands;

/// <summary>
/// <c>deploy secrets set NAME</c> takes a value on standard input, and <c>deploy secrets list</c> tells which there are, by name. There
/// is no command that shows one.
/// </summary>
internal static class SecretsCommand
{
    public static Command Create()
    {
        var store = new Option<string>("--store")
        {
            Description = "The folder of the deployment's secrets, of mode 0700.",
            DefaultValueFactory = _ => "secrets",
            Recursive = true,
        };
        return new Command("secrets", "Keeps the secrets of a deployment.") { store, CreateSet(store), CreateList(store) };
    }

    private static Command CreateSet(Option<string> store)
    {
        var name = new Argument<string>("NAME") { Description = "The parameter's name in the manifest." };
        // Takes what would otherwise be repeated in the complaint about it.
        var value = new Argument<string[]>("VALUE") { Hidden = true, Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("set", "Keeps the value given on standard input, without its last newline.") { name, value };
        command.SetAction(parsed => Set(
            parsed.GetRequiredValue(name), parsed.GetValue(value) is { Length: > 0 }, parsed.GetRequiredValue(store), parsed.InvocationConfiguration.Error));
        return command;
    }

    private static Command CreateList(Option<string> store)
    {
        var command = new Command("list", "Names the secrets that are kept.");
        command.SetAction(parsed =>
        {
            var faults = new FaultList(parsed.GetRequiredValue(store));
            var names = SecretStore.Open(faults.File, faults)?.Names() ?? [];
            foreach (var name in names)
            {
                parsed.InvocationConfiguration.Output.WriteLine(name);
            }

            return Tell(faults, parsed.InvocationConfiguration.Error);
        });
        return command;
    }

    private static int Set(string name, bool hasValue, string folder, TextWriter error)
    {
        if (hasValue)
        {
            error.WriteLine(
                $"A secret is not given as an argument: other users see it in the list of processes, and the shell has kept it. Choose a new one, and type it into: deploy secrets set {name}");
            return ExitCode.Fault;
        }

        if (!SecretStore.IsName(name))
        {
            error.WriteLine("NAME is the name of a parameter in the manifest.");
            return ExitCode.Fault;
        }

        var faults = new FaultList(folder);
        if (SecretStore.Open(folder, faults) is { } store && SecretInput.Read(name, faults) is { } secret)
        {
            store.Write(name, secret);
        }

        return Tell(faults, error);
    }

    private static int Tell(FaultList faults, TextWriter error)
    {
        foreach (var fault in faults)
        {
            error.WriteLine(fault);
        }

        return faults.Count == 0 ? ExitCode.Fine : ExitCode.Fault;
    }
}
