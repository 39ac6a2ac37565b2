using System.Globalization;
using System.Text;
using Deploy.Firewall;
using Deploy.Rendering;

namespace Deploy.Tests.Recipes;

/// <summary>What each recipe writes, whole and masked: Cases/recipes/CASE/files, and in summary.txt all that is not text.</summary>
public sealed class GoldenTests
{
    public static TheoryData<string> Cases => [.. Example.Rendered.Keys, "firewall", "firewall-without-tunnel"];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_recipe_writes_what_is_expected(string name)
    {
        var rendered = name switch
        {
            "firewall" => FirewallRecipe.Render(Example.Firewall),
            "firewall-without-tunnel" => FirewallRecipe.Render(Example.Firewall with { Host = Example.B, Inside = [Example.B], Tunnel = false }),
            _ => Example.Rendered[name],
        };
        Golden.Expect(Golden.PathOf("recipes", name, "summary.txt"), Summary(rendered));
        // Scripts are files of the repository already.
        var files = rendered.Files.Where(file => file.Mode != HostFile.Program).ToList();
        var folder = Golden.PathOf("recipes", name, "files");
        foreach (var file in files)
        {
            Golden.Expect(folder + file.Path, file.Content.ToString());
        }

        Assert.Equal(
            files.Select(file => file.Path).Order(StringComparer.Ordinal),
            Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(path => path[folder.Length..]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_secret_is_in_what_is_shown()
    {
        var shown = string.Concat(Example.Rendered.Values.SelectMany(rendered => rendered.Files).Select(file => file.ToString()));
        var secrets = Example.Rendered.Values.SelectMany(rendered => rendered.Files).SelectMany(file => file.Content.Secrets).Select(secret => secret.Reveal()).ToList();
        Assert.True(secrets.Count > 30);
        Assert.DoesNotContain(secrets, secret => shown.Contains(secret, StringComparison.Ordinal));
        Assert.All(
            Example.Rendered.Values.SelectMany(rendered => rendered.Files).Where(file => file.Content.HasSecrets), file => Assert.Equal(HostFile.Private, file.Mode));
    }

    [Fact]
    public void What_two_recipes_write_to_one_path_is_the_same()
    {
        var differing = Example.Rendered.Where(each => each.Key is not ("rabbitmq-member" or "chrony-server")).SelectMany(each => each.Value.Files)
            .GroupBy(file => file.Path).Where(same => same.Distinct().Count() > 1).Select(same => same.Key);
        Assert.Empty(differing);
    }

    private static string Summary(Rendered rendered)
    {
        var text = new StringBuilder();
        foreach (var file in rendered.Files)
        {
            text.Append(CultureInfo.InvariantCulture, $"0{Convert.ToString((int)file.Mode, 8)} {file.Owner}:{file.Group} {file.Path}")
                .Append(file.Effect == Effect.None ? "" : $" ({file.Effect.Kind} {file.Effect.Unit})".ToLowerInvariant()).Append('\n');
        }

        text.Append('\n');
        foreach (var unit in rendered.Units)
        {
            text.Append(CultureInfo.InvariantCulture, $"{unit.Stage}: {unit.Name} of {unit.Instance}{(unit.Data is null ? "" : $", data in {unit.Data}")}\n");
        }

        foreach (var flow in rendered.Flows)
        {
            text.Append(CultureInfo.InvariantCulture, $"{flow.Kind}: {flow.From} -> {flow.To.Host}:{flow.Port} {flow.Transport} {flow.Instance}, because {flow.Because}\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"packages: {string.Join(' ', rendered.Packages)}\n").ToString();
    }
}
