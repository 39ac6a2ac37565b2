using Deploy.Rendering;

namespace Deploy.Recipes.Backup;

/// <summary>Renders <see cref="BackupInput"/> for the two hosts that it takes.</summary>
internal static class BackupRecipe
{
    public static Rendered RenderSender(BackupInput input) => throw new NotSupportedException(input.ToString());

    public static Rendered RenderKeeper(BackupInput input) => throw new NotSupportedException(input.ToString());
}
