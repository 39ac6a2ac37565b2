using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Hosting.Setup.Engine;
using Hosting.Setup.Images;
using Hosting.Setup.Processes;

namespace Hosting.Setup;

/// <summary>
/// What the last thorough pass found, so that the next start need not ask DCP, the engine and the registry again. It holds as
/// long as the executables and recipes it rests on are unchanged and the engine answers with the images.
/// </summary>
internal sealed class VerifiedMachine
{
    /// <summary>After that a registry that could not be reached is tried again.</summary>
    private static readonly TimeSpan ValidFor = TimeSpan.FromDays(1);

    private static readonly string[] Variables = ["PATH", "DOCKER_HOST", "DOCKER_CONTEXT", "CONTAINER_HOST", EngineSurvey.ForcedRuntimeVariable];

    // A record of another version is none.
    private static readonly JsonSerializerOptions Strict = new() { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    private readonly IReadOnlyCollection<ImageReference> _images;
    private readonly string _file;

    private VerifiedMachine(IReadOnlyCollection<ImageReference> images)
    {
        _images = images;
        // One file for each environment: a terminal, an editor and CI differ in their PATHs, and should not undo each other's.
        var key = images.Select(image => image.ToString()).Order(StringComparer.Ordinal)
            .Concat(Variables.Select(name => name + "=" + Environment.GetEnvironmentVariable(name)));
        _file = CacheDirectory.At("verified", Hash(key) + ".json");
    }

    public static VerifiedMachine For(IReadOnlyCollection<ImageReference> images) => new(images);

    /// <summary>Null if nothing was recorded or it no longer holds.</summary>
    public async Task<PreparedMachine?> FindAsync(CancellationToken cancellationToken)
    {
        if (Read() is not { } facts || !string.Equals(facts.Fingerprint, Fingerprint(facts.Machine, facts.Engine), StringComparison.Ordinal))
        {
            return null;
        }

        if (facts.Engine is null)
        {
            return facts.Machine;
        }

        var stillThere = await Task.WhenAll(_images.Select(image => StillThereAsync(facts, image.ToString(), cancellationToken))).ConfigureAwait(false);
        return stillThere.All(there => there) ? facts.Machine : null;
    }

    public void Save(PreparedMachine machine, ContainerEngine? engine)
    {
        var folder = Directory.CreateDirectory(Path.GetDirectoryName(_file)!).FullName;
        var work = Path.Combine(folder, Path.GetRandomFileName());
        File.WriteAllText(work, JsonSerializer.Serialize(new Facts(Fingerprint(machine, engine), machine, engine)));
        File.Move(work, _file, overwrite: true);
    }

    private static async Task<bool> StillThereAsync(Facts facts, string image, CancellationToken cancellationToken)
    {
        if (!facts.Machine.Images.TryGetValue(image, out var substitute))
        {
            return await facts.Engine!.HasImageAsync(image, cancellationToken).ConfigureAwait(false);
        }

        // The official image wins as soon as somebody loads it.
        var present = await Task.WhenAll(
            facts.Engine!.HasImageAsync(substitute, cancellationToken), facts.Engine.HasImageAsync(image, cancellationToken)).ConfigureAwait(false);
        return present is [true, false];
    }

    private Facts? Read()
    {
        try
        {
            return DateTime.UtcNow - File.GetLastWriteTimeUtc(_file) < ValidFor
                ? JsonSerializer.Deserialize<Facts>(File.ReadAllText(_file), Strict)
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    private static string Fingerprint(PreparedMachine machine, ContainerEngine? engine) => Hash(
    [
        Executables.Fingerprint(machine.DcpPath),
        Executables.Fingerprint(machine.DashboardPath),
        engine is null ? "" : Executables.Fingerprint(engine.Client),
        .. Recipe.All.Select(recipe => recipe.ContentHash),
    ]);

    private static string Hash(IEnumerable<string> lines) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))))[..16];

    private sealed record Facts(string Fingerprint, PreparedMachine Machine, ContainerEngine? Engine);
}
