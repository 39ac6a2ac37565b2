using Deploy.Expressions;
using Deploy.Faults;
using Deploy.Manifest.Json;
using Deploy.Manifest.References;

namespace Deploy.Manifest;

/// <summary>
/// Reads <c>aspire-manifest.json</c>, from Aspire 8.0 to 13.5. It never guesses and never skips: what it does not know is a fault,
/// and all faults are told in one run.
/// </summary>
internal static class ManifestReader
{
    /// <param name="utf8">The file's bytes.</param>
    /// <param name="faults">Takes every fault, and names the file.</param>
    /// <returns>The manifest; null if it has a fault.</returns>
    public static ManifestDocument? Read(ReadOnlySpan<byte> utf8, FaultList faults)
    {
        if (JsonReader.Read(utf8, faults) is not { } root)
        {
            return null;
        }

        if (root is not JsonObject top)
        {
            faults.Add("", root.At, $"This is {root.Kind}; a manifest is an object.", "Is it the right file?");
            return null;
        }

        var fields = new Fields(top, "", faults);
        fields.Text("$schema");
        fields.Require("resources");
        var declared = new Declarations();
        foreach (var (member, path) in fields.Map("resources"))
        {
            ResourceNames.Check(member, path, declared, faults);
            declared.Add(member.Name, ReadResource(member, path, faults, out var refusal), refusal);
        }

        fields.Close("A manifest");
        declared.TellRefusals(faults);
        ReferenceCheck.Run(declared, faults);
        ValueCheck.Run(declared, faults);
        return faults.Count == 0 ? new ManifestDocument(faults.File, [.. declared.Resources]) : null;
    }

    private static Resource? ReadResource(JsonMember member, string path, FaultList faults, out Refusal? refusal)
    {
        refusal = null;
        if (member.Value is not JsonObject inner)
        {
            faults.Add(path, member.Value.At, $"This is {member.Value.Kind}; a resource is an object.", "Correct it.");
            return null;
        }

        var expressions = new List<Expression>();
        var fields = new Fields(inner, path, faults, expressions);
        if (fields.HasOld("error"))
        {
            refusal = Refusals.OfError(fields, member.NameAt);
            return null;
        }

        fields.Require("type");
        if (fields.Text("type") is not { } type)
        {
            return null;
        }

        if (ResourceTypes.Find(type) is not { } read)
        {
            refusal = Refusals.Of(type, path, member.NameAt);
            return null;
        }

        return read(fields, new ResourceHead(member.Name, type, member.NameAt, expressions));
    }
}
