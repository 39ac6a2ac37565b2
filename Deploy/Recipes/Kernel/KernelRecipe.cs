using Deploy.Rendering;

namespace Deploy.Recipes.Kernel;

/// <summary>What a dedicated kernel allows, the same on every host.</summary>
internal static class KernelRecipe
{
    public static Rendered Render() => throw new NotSupportedException();
}
