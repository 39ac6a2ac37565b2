using Deploy.Expressions;
using Deploy.Manifest.Json;

namespace Deploy.Manifest;

/// <summary>Reads how an image is built.</summary>
internal static class BuildReader
{
    public static ContainerBuild? Build(Fields fields)
    {
        if (fields.Object("build") is not { } build)
        {
            return null;
        }

        var read = new ContainerBuild(
            build.RequiredText("context"), build.RequiredText("dockerfile"), build.Text("stage"), build.Flag("buildOnly"),
            Arguments(build, "args"), Secrets(build));
        build.Close("A build");
        return read;
    }

    /// <summary>Aspire writes null for an argument that the builder's own environment states.</summary>
    public static IReadOnlyDictionary<string, Expression?> Arguments(Fields fields, string name)
    {
        var arguments = new OrderedDictionary<string, Expression?>(StringComparer.Ordinal);
        foreach (var (member, path) in fields.Map(name))
        {
            arguments.Add(member.Name, member.Value is JsonNull ? null : fields.ExpressionOf(member.Value, path));
        }

        return arguments;
    }

    private static List<BuildSecret> Secrets(Fields fields)
    {
        var secrets = new List<BuildSecret>();
        foreach (var (member, path) in fields.Map("secrets"))
        {
            if (fields.ObjectOf(member.Value, path) is { } secret)
            {
                var isFile = secret.OneOf("type", ["env", "file"]) is "file";
                secrets.Add(new BuildSecret(
                    member.Name, isFile ? null : secret.RequiredExpression("value"), isFile ? secret.RequiredText("source") : null));
                secret.Close(isFile ? "A build secret of type file" : "A build secret of type env");
            }
        }

        return secrets;
    }
}
