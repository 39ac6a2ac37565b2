using Deploy.Rendering;

namespace Deploy.Recipes.Container;

/// <summary>Renders <see cref="ContainerInput"/>.</summary>
internal static class ContainerRecipe
{
    public static Rendered Render(ContainerInput input) => throw new NotSupportedException(input.ToString());
}
