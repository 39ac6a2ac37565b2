namespace Hosting.Setup.Images;

/// <summary>recipe.json. Beside it stands customize.sh, which gets the root tree as its argument and the image's tag in TAG.</summary>
/// <param name="Repository">The official image's, as Aspire writes it.</param>
/// <param name="Suite">The Debian suite all packages come from; suites cannot be mixed.</param>
/// <param name="VersionOf">The package whose major.minor must be the tag's.</param>
/// <param name="LeaveOut">dpkg path patterns of files that the image does without.</param>
/// <param name="Changes">Dockerfile instructions for docker import.</param>
internal sealed record RecipeManifest(
    string Repository,
    string Suite,
    string VersionOf,
    IReadOnlyList<string> Packages,
    IReadOnlyList<string> LeaveOut,
    IReadOnlyList<string> Changes);
