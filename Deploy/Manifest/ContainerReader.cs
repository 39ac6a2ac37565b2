namespace Deploy.Manifest;

/// <summary>Reads containers: those with an image, those with a build, and Aspire 8.0's <c>dockerfile.v0</c>.</summary>
internal static class ContainerReader
{
    public static ContainerResource Container(Fields fields, ResourceHead head)
    {
        var isV1 = head.Type is "container.v1";
        var container = new ContainerResource(head.Name, head.Type, head.At)
        {
            Expressions = head.Expressions,
            ConnectionString = fields.Expression("connectionString"),
            Image = isV1 ? fields.Expression("image") : fields.RequiredExpression("image"),
            Build = isV1 ? BuildReader.Build(fields) : null,
            Entrypoint = fields.Text("entrypoint"),
            Arguments = WorkloadReader.Arguments(fields),
            Files = WorkloadReader.Files(fields),
            BindMounts = BindMounts(fields),
            Volumes = Volumes(fields),
            Environment = WorkloadReader.Environment(fields),
            Bindings = BindingReader.Bindings(fields),

            // Only previews of Aspire 8.0 gave a container inputs; hence not among the known keys.
            Inputs = fields.HasOld("inputs") ? InputReader.Inputs(fields) : new Dictionary<string, ParameterInput>(),
        };
        if (isV1)
        {
            TellUnlessOne(fields, "image", "build");
            Refusals.TellDeployment(fields);
        }

        fields.Close($"A {head.Type}");
        return container;
    }

    public static ContainerResource Dockerfile(Fields fields, ResourceHead head)
    {
        var container = new ContainerResource(head.Name, head.Type, head.At)
        {
            Expressions = head.Expressions,
            Build = new ContainerBuild(
                fields.RequiredText("context"), fields.RequiredText("path"), null, BuildOnly: false, BuildReader.Arguments(fields, "buildArgs"), []),
            Environment = WorkloadReader.Environment(fields),
            Bindings = BindingReader.Bindings(fields),
        };
        fields.Close("A dockerfile.v0");
        return container;
    }

    private static void TellUnlessOne(Fields fields, string first, string second)
    {
        if (fields.Has(first) == fields.Has(second))
        {
            var what = fields.Has(first) ? $"'{first}' and '{second}' are both here." : $"Neither '{first}' nor '{second}' is here.";
            fields.Faults.Add(fields.Path, fields.At, what, "Keep or add one of them.");
        }
    }

    private static List<Volume> Volumes(Fields fields)
    {
        var volumes = new List<Volume>();
        foreach (var (item, path) in fields.List("volumes"))
        {
            if (fields.ObjectOf(item, path) is { } volume)
            {
                volumes.Add(new Volume(volume.Text("name"), volume.RequiredText("target"), volume.Flag("readOnly"), item.At));
                volume.Close("A volume");
            }
        }

        return volumes;
    }

    private static List<BindMount> BindMounts(Fields fields)
    {
        var mounts = new List<BindMount>();
        foreach (var (item, path) in fields.List("bindMounts"))
        {
            if (fields.ObjectOf(item, path) is { } mount)
            {
                mounts.Add(new BindMount(mount.RequiredText("source"), mount.RequiredText("target"), mount.Flag("readOnly"), item.At));
                mount.Close("A bind mount");
            }
        }

        return mounts;
    }
}
