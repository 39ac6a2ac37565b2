using Deploy.Expressions;

namespace Deploy.Manifest;

/// <summary>Reads what runs, and what all that runs has in common.</summary>
internal static class WorkloadReader
{
    public static ProjectResource Project(Fields fields, ResourceHead head)
    {
        var project = new ProjectResource(head.Name, head.Type, head.At, fields.RequiredText("path"))
        {
            Expressions = head.Expressions,
            Files = Files(fields),
            Arguments = Arguments(fields),
            Environment = Environment(fields),
            Bindings = BindingReader.Bindings(fields),
        };
        if (head.Type is "project.v1")
        {
            Refusals.TellDeployment(fields);
        }

        fields.Close($"A {head.Type}");
        return project;
    }

    public static ExecutableResource Executable(Fields fields, ResourceHead head)
    {
        var executable = new ExecutableResource(head.Name, head.Type, head.At, fields.RequiredText("command"), fields.RequiredText("workingDirectory"))
        {
            Expressions = head.Expressions,
            ConnectionString = fields.Expression("connectionString"),
            Files = Files(fields),
            Arguments = Arguments(fields),
            Environment = Environment(fields),
            Bindings = BindingReader.Bindings(fields),
        };
        fields.Close("An executable.v0");
        return executable;
    }

    public static IReadOnlyList<Expression> Arguments(Fields fields) =>
        [.. fields.List("args").Select(entry => fields.ExpressionOf(entry.Item, entry.Path)).OfType<Expression>()];

    public static IReadOnlyList<KeyValuePair<string, Expression>> Environment(Fields fields)
    {
        var environment = new List<KeyValuePair<string, Expression>>();
        foreach (var (member, path) in fields.Map("env"))
        {
            if (member.Name.Length == 0 || member.Name.Contains('=', StringComparison.Ordinal))
            {
                fields.Faults.Add(path, member.NameAt, $"'{member.Name}' is no name of a variable.", "Take a name that is not empty and has no '='.");
            }

            if (fields.ExpressionOf(member.Value, path) is { } value)
            {
                environment.Add(new(member.Name, value));
            }
        }

        return environment;
    }

    public static IReadOnlyList<ContainerFiles> Files(Fields fields)
    {
        var files = new List<ContainerFiles>();
        foreach (var (member, path) in fields.Map("containerFiles"))
        {
            if (fields.ObjectOf(member.Value, path) is { } entry)
            {
                files.Add(new ContainerFiles(member.Name, entry.RequiredText("destination"), entry.Texts("sources"), member.NameAt));
                entry.Close("An entry of containerFiles");
            }
        }

        return files;
    }
}
