using Deploy.Rendering;

namespace Deploy.Recipes.Dashboard;

/// <summary>Renders <see cref="DashboardInput"/>.</summary>
internal static class DashboardRecipe
{
    public static Rendered Render(DashboardInput input) => throw new NotSupportedException(input.ToString());
}
