using Deploy.Rendering;

namespace Deploy.Recipes.MySql;

/// <summary>Renders <see cref="MySqlInput"/>.</summary>
internal static class MySqlRecipe
{
    public static Rendered Render(MySqlInput input) => throw new NotSupportedException(input.ToString());
}
