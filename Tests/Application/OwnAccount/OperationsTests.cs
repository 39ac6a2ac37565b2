using System.Text.RegularExpressions;
using Application.Tests.Running;
using Harness;

namespace Application.Tests.OwnAccount;

/// <summary>Other tests try whatever Auth describes; so what it does must be described.</summary>
[Collection(OneApplication.Name)]
public sealed partial class OperationsTests(RunningApplication application)
{
    [Fact]
    public async Task Every_endpoint_that_the_source_maps_is_described()
    {
        var described = await Operations.ReadAsync(application);
        var mapped = Directory.GetFiles(Path.Combine(Repository.Root, "Services/Auth"), "*Api.cs", SearchOption.AllDirectories)
            .SelectMany(file => Mapped().Matches(File.ReadAllText(file)))
            .Select(match => (Method: match.Groups["method"].Value.ToUpperInvariant(), Path: Id().Replace(match.Groups["path"].Value, "")))
            .ToList();
        Assert.True(mapped.Count >= 15, $"Only {mapped.Count} were found.");
        Assert.All(mapped, endpoint => Assert.Contains(described, operation =>
            operation.Method == endpoint.Method && WithoutIds(operation.Path).EndsWith(endpoint.Path.TrimEnd('/'), StringComparison.Ordinal)));
        Assert.DoesNotContain(
            Directory.GetFiles(Path.Combine(Repository.Root, "Services/Auth"), "*.cs", SearchOption.AllDirectories),
            file => File.ReadAllText(file).Contains("ExcludeFromDescription", StringComparison.Ordinal));
    }

    private static string WithoutIds(string path) => Id().Replace(path.TrimEnd('/'), "");

    [GeneratedRegex(@"\.Map(?<method>Get|Post|Put|Delete|Patch)\(\s*""(?<path>[^""]*)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mapped();

    [GeneratedRegex(@"\{id(:guid)?\}|[0-9a-f]{8}-[0-9a-f-]{27}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Id();
}
