using Deploy.Expressions;
using Deploy.Faults;

namespace Deploy.Manifest.References;

/// <summary>Whether what each reference asks for is there.</summary>
internal sealed class ReferenceCheck(Declarations declared, FaultList faults)
{
    public static void Run(Declarations declared, FaultList faults)
    {
        var check = new ReferenceCheck(declared, faults);
        foreach (var resource in declared.Resources)
        {
            foreach (var expression in resource.Expressions)
            {
                check.Check(expression);
                Lookalikes.Check(expression, declared, faults);
            }

            foreach (var files in (resource as Workload)?.Files ?? [])
            {
                check.CheckFiles(files, resource);
            }
        }
    }

    private void Check(Expression expression)
    {
        foreach (var segment in expression.Segments.OfType<ReferenceSegment>())
        {
            var reference = segment.Reference;
            if (!declared.TryFind(reference.Resource, out var target))
            {
                Tell(
                    $"{segment.Source} refers to '{reference.Resource}', which is no resource here.{faults.Hint(reference.Resource, declared.Names)}",
                    $"Correct the name, or, if it is meant as text, write {{{segment.Source}}}.");
            }
            else if (target is not null && Missing.In(target, reference) is { } missing)
            {
                Tell($"{segment.Source}: {missing.What}", missing.Remedy);
            }

            void Tell(string what, string remedy) => faults.Add(expression.Path, segment.At, what, remedy);
        }
    }

    private void CheckFiles(ContainerFiles files, Resource resource)
    {
        var path = $"resources.{resource.Name}.containerFiles.{files.From}";
        if (!declared.TryFind(files.From, out var source))
        {
            faults.Add(
                path, files.At, $"Files are taken from '{files.From}', which is no resource here.{faults.Hint(files.From, declared.Names)}", "Correct the name.");
        }
        else if (source is not null and not ContainerResource { Build: not null })
        {
            faults.Add(
                path, files.At, $"Files are taken from '{files.From}', which is a {source.Type} and builds no image.", "Take them from a container.v1 with a build.");
        }
    }
}
