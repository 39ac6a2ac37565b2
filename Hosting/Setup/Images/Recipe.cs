using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Hosting.Setup.Images;

/// <summary>How an offline image is made: a folder under OfflineImages with recipe.json, customize.sh and what they name.</summary>
/// <param name="Files">Name within the folder to content.</param>
internal sealed record Recipe(string Name, RecipeManifest Manifest, IReadOnlyDictionary<string, byte[]> Files)
{
    private const string Folder = "OfflineImages/";

    private static readonly Lazy<IReadOnlyList<Recipe>> Embedded = new(Load);

    public static IReadOnlyList<Recipe> All => Embedded.Value;

    /// <summary>Changes with every file of the recipe, so that a changed recipe is built anew.</summary>
    public string ContentHash { get; } = Hash(Files);

    public static Recipe? Of(ImageReference image) => image.Tag is null
        ? null
        : All.FirstOrDefault(recipe => string.Equals(recipe.Manifest.Repository, image.Repository, StringComparison.Ordinal));

    /// <summary>Never the official name, so that nobody takes the one for the other.</summary>
    public string ImageFor(ImageReference image) => $"localhost/offline/{Name}:{image.Tag}-{ContentHash}";

    internal static string Hash(IReadOnlyDictionary<string, byte[]> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, content) in files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            // Name and length before the content: no two sets of files run together to the same bytes.
            hash.AppendData(Encoding.UTF8.GetBytes($"{name}\n{content.Length}\n"));
            hash.AppendData(content);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    }

    private static Recipe[] Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(resource => resource.StartsWith(Folder, StringComparison.Ordinal))
                .GroupBy(resource => resource.Split('/')[1], StringComparer.Ordinal)
                .Select(folder => FromFiles(folder.Key, folder.ToDictionary(resource => Path.GetFileName(resource), resource => Read(assembly, resource), StringComparer.Ordinal))),
        ];
    }

    private static Recipe FromFiles(string name, Dictionary<string, byte[]> files) =>
        new(name, JsonSerializer.Deserialize<RecipeManifest>(files["recipe.json"], JsonSerializerOptions.Web)!, files);

    private static byte[] Read(Assembly assembly, string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
