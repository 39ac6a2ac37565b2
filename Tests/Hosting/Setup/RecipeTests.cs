using System.Text;
using Hosting.Setup.Images;

namespace Hosting.Tests.Setup;

public class RecipeTests
{
    [Fact]
    public void The_hash_does_not_depend_on_the_order_of_the_files() =>
        Assert.Equal(Hash(("a", "1"), ("b", "2")), Hash(("b", "2"), ("a", "1")));

    [Fact]
    public void The_hash_changes_with_every_name_and_content()
    {
        string[] hashes =
        [
            Hash(("a", "1"), ("b", "2")), Hash(("a", "1"), ("c", "2")), Hash(("a", "1"), ("b", "3")), Hash(("a", "1")),
            // The same bytes, cut elsewhere.
            Hash(("a", "12")), Hash(("a1", "2")), Hash(("a", "1b\n1\n2")), Hash(("a", ""), ("b", "12")),
        ];

        Assert.Equal(hashes, hashes.Distinct());
    }

    [Fact]
    public void An_offline_image_never_bears_an_official_name()
    {
        Assert.NotEmpty(Recipe.All);
        foreach (var recipe in Recipe.All)
        {
            var image = ImageReference.Parse(recipe.Manifest.Repository + ":1.2");

            Assert.Equal($"localhost/offline/{recipe.Name}:1.2-{recipe.ContentHash}", recipe.ImageFor(image));
            Assert.NotEqual(recipe.Manifest.Repository, ImageReference.Parse(recipe.ImageFor(image)).Repository);
        }
    }

    [Theory]
    [InlineData("docker.io/library/mysql:9.7", "mysql")]
    [InlineData("registry.example/library/mysql:9.7", null)]
    [InlineData("docker.io/library/mysql", null)]
    [InlineData("docker.io/library/mysql@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", null)]
    public void Only_an_official_image_with_a_tag_has_a_recipe(string image, string? recipe) =>
        Assert.Equal(recipe, Recipe.Of(ImageReference.Parse(image))?.Name);

    private static string Hash(params (string Name, string Content)[] files) => Recipe.Hash(
        files.ToDictionary(file => file.Name, file => Encoding.UTF8.GetBytes(file.Content), StringComparer.Ordinal));
}
