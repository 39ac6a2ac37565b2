using System.Text.RegularExpressions;
using Deploy.Rendering;

namespace Deploy.Recipes.Project;

/// <summary>What a project's unit cannot do.</summary>
internal static partial class ProjectRules
{
    public static IReadOnlyList<Refusal> Check(ProjectInput input) =>
    [
        .. Arguments.Check(input.Arguments, "args"),
        .. Arguments.Check([.. input.Migrate.Select(argument => (MaskedText)argument)], "migrate"),
        .. input.Environment.Where(variable => !Variables.IsName(variable.Key)).Select(variable => Variables.Refuse(variable.Key)),
        .. ProgramForm().IsMatch(input.Program)
            ? (Refusal[])[]
            : [new Refusal("path", $"'{input.Program}' cannot be the name of a program in a release.", "Give the project an assembly name of letters, digits, dots, hyphens and underscores.")],
    ];

    [GeneratedRegex("^[A-Za-z0-9_][A-Za-z0-9_.-]*\\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ProgramForm();
}
