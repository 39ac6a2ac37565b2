using Deploy.Rendering;

namespace Deploy.Recipes.Chrony;

/// <summary>Renders <see cref="ChronyInput"/>.</summary>
internal static class ChronyRecipe
{
    public static Rendered Render(ChronyInput input) => throw new NotSupportedException(input.ToString());
}
