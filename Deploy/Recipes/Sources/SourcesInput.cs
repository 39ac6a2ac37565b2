namespace Deploy.Recipes.Sources;

/// <summary>Where the packages of one host come from, beside Debian.</summary>
internal sealed record SourcesInput(IReadOnlyList<PackageSource> Sources);

/// <param name="Recipe">As hosts.yaml names it, such as mysql.</param>
/// <param name="Fingerprint">Of the only key whose signature is taken: 40 hexadecimal digits.</param>
/// <param name="Packages">What is taken from there, and nothing else: those of the recipe.</param>
/// <param name="Version">The only one that is installed.</param>
internal sealed record PackageSource(
    string Recipe, string Uri, string Suite, IReadOnlyList<string> Components, string Fingerprint, IReadOnlyList<string> Packages, string Version);
