using Deploy.Rendering;

namespace Deploy.Recipes.Sources;

/// <summary>Renders <see cref="SourcesInput"/>.</summary>
internal static class SourcesRecipe
{
    public static Rendered Render(SourcesInput input) => throw new NotSupportedException(input.ToString());
}
