using Deploy.Rendering;

namespace Deploy.Recipes.WireGuard;

/// <summary>Renders <see cref="WireGuardInput"/>.</summary>
internal static class WireGuardRecipe
{
    public static Rendered Render(WireGuardInput input) => throw new NotSupportedException(input.ToString());
}
