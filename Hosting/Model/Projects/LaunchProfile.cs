using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace Aspire.Hosting.Projects;

/// <summary>What a project's <c>Properties/launchSettings.json</c> says of how it is started.</summary>
internal sealed record LaunchProfile(IReadOnlyList<BindingAddress> Urls, IReadOnlyDictionary<string, string> EnvironmentVariables)
{
    /// <summary>The profile named <paramref name="preferred"/>, else the first that starts the project; null if there is none.</summary>
    internal static LaunchProfile? Read(string projectPath, string? preferred)
    {
        var path = Path.Combine(Path.GetDirectoryName(projectPath)!, "Properties", "launchSettings.json");
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return Parse(File.ReadAllText(path), preferred);
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            throw new DistributedApplicationException($"{path} cannot be read: {exception.Message}", exception);
        }
    }

    internal static LaunchProfile? Parse(string json, string? preferred)
    {
        var profiles = JsonSerializer.Deserialize(json, LaunchSettingsJson.Default.Settings)?.Profiles ?? [];
        var profile = preferred is not null && profiles.TryGetValue(preferred, out var named)
            ? named
            : profiles.Values.FirstOrDefault(p => string.Equals(p.CommandName, "Project", StringComparison.OrdinalIgnoreCase));

        return profile is null ? null : new LaunchProfile(
            [.. (profile.ApplicationUrl ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(BindingAddress.Parse)],
            profile.EnvironmentVariables ?? []);
    }

    internal sealed record Settings(Dictionary<string, Profile>? Profiles);

    internal sealed record Profile(string? CommandName, string? ApplicationUrl, Dictionary<string, string>? EnvironmentVariables);
}

[JsonSourceGenerationOptions(
    PropertyNameCaseInsensitive = true, AllowTrailingCommas = true, ReadCommentHandling = JsonCommentHandling.Skip)]
[JsonSerializable(typeof(LaunchProfile.Settings))]
internal sealed partial class LaunchSettingsJson : JsonSerializerContext;
