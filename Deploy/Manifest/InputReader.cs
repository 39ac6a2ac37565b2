using Deploy.Manifest.Json;

namespace Deploy.Manifest;

/// <summary>Reads what is asked for or generated when the system is deployed.</summary>
internal static class InputReader
{
    public static IReadOnlyDictionary<string, ParameterInput> Inputs(Fields fields)
    {
        var inputs = new OrderedDictionary<string, ParameterInput>(StringComparer.Ordinal);
        foreach (var (member, path) in fields.Map("inputs"))
        {
            if (fields.ObjectOf(member.Value, path) is { } input)
            {
                inputs.Add(member.Name, Read(member, input));
            }
        }

        return inputs;
    }

    private static ParameterInput Read(JsonMember member, Fields fields)
    {
        fields.OneOf("type", ["string"]);
        var secret = fields.Flag("secret");
        var preset = fields.Object("default");
        var generate = preset?.Object("generate");
        var input = new ParameterInput(member.Name, secret, generate is null ? null : Rules(generate), preset?.Text("value"), member.NameAt);
        if (preset is not null && preset.Has("generate") == preset.Has("value"))
        {
            fields.Faults.Add(preset.Path, preset.At, "A default is either generated or a value.", "Keep or add one of 'generate' and 'value'.");
        }

        preset?.Close("A default");
        fields.Close("An input");
        return input;
    }

    private static GenerateRules Rules(Fields fields)
    {
        fields.Require("minLength");
        var rules = new GenerateRules(
            fields.Number("minLength", 1, GenerateRules.MaxLength) ?? 1,
            fields.OptionalFlag("lower") ?? true,
            fields.OptionalFlag("upper") ?? true,
            fields.OptionalFlag("numeric") ?? true,
            fields.OptionalFlag("special") ?? true,
            Minimum("minLower"),
            Minimum("minUpper"),
            Minimum("minNumeric"),
            Minimum("minSpecial"));
        fields.Close("A rule to generate by");
        TellContradiction(fields, rules);
        return rules;

        int Minimum(string name) => fields.Number(name, 0, GenerateRules.MaxLength) ?? 0;
    }

    private static void TellContradiction(Fields fields, GenerateRules rules)
    {
        (string Kind, bool Allowed, int Minimum)[] kinds =
        [
            ("lower", rules.Lower, rules.MinLower), ("upper", rules.Upper, rules.MinUpper),
            ("numeric", rules.Numeric, rules.MinNumeric), ("special", rules.Special, rules.MinSpecial),
        ];
        if (kinds.All(kind => !kind.Allowed))
        {
            fields.Faults.Add(fields.Path, fields.At, "No kind of character is allowed in it.", "Allow one of lower, upper, numeric and special.");
        }

        foreach (var (kind, _, minimum) in kinds.Where(kind => !kind.Allowed && kind.Minimum > 0))
        {
            fields.Faults.Add(fields.Path, fields.At, $"It wants {minimum} characters of the kind '{kind}', which it does not allow.", "Correct one of the two.");
        }

        if (kinds.Sum(kind => kind.Minimum) > GenerateRules.MaxLength)
        {
            fields.Faults.Add(fields.Path, fields.At, $"Its minimums add up to more than {GenerateRules.MaxLength} characters.", "Lower them.");
        }
    }
}
