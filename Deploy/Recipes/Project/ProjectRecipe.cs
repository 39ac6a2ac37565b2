using Deploy.Rendering;

namespace Deploy.Recipes.Project;

/// <summary>Renders <see cref="ProjectInput"/>.</summary>
internal static class ProjectRecipe
{
    public static Rendered Render(ProjectInput input) => throw new NotSupportedException(input.ToString());
}
