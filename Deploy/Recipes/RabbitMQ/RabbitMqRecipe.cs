using Deploy.Rendering;

namespace Deploy.Recipes.RabbitMQ;

/// <summary>Renders <see cref="RabbitMqInput"/>.</summary>
internal static class RabbitMqRecipe
{
    public static Rendered Render(RabbitMqInput input) => throw new NotSupportedException(input.ToString());
}
