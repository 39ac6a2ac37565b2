using Deploy.Rendering;

namespace Deploy.Recipes.MongoDB;

/// <summary>Renders <see cref="MongoDbInput"/>.</summary>
internal static class MongoDbRecipe
{
    public static Rendered Render(MongoDbInput input) => throw new NotSupportedException(input.ToString());
}
