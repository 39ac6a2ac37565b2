using Deploy.Rendering;

namespace Deploy.Recipes.Nginx;

/// <summary>Renders <see cref="NginxInput"/>.</summary>
internal static class NginxRecipe
{
    public static Rendered Render(NginxInput input) => throw new NotSupportedException(input.ToString());
}
