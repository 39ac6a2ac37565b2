using Deploy.Rendering;

namespace Deploy.Recipes.HAProxy;

/// <summary>Renders <see cref="HAProxyInput"/>.</summary>
internal static class HAProxyRecipe
{
    public static Rendered Render(HAProxyInput input) => throw new NotSupportedException(input.ToString());
}
