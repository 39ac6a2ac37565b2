using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aspire.Hosting;
using Microsoft.Extensions.Configuration.UserSecrets;
using Microsoft.Extensions.Hosting;

namespace Hosting.Run.Building;

/// <summary>
/// The AppHost's user secrets, where generated values are kept: a volume that was made with a password needs the same one in the
/// next run. Development only, as everywhere in .NET.
/// </summary>
internal sealed class UserSecrets(string path)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>What .NET's own reader of user secrets accepts.</summary>
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    internal static UserSecrets? Of(Assembly? assembly, IHostEnvironment environment) =>
        environment.IsDevelopment() && assembly?.GetCustomAttribute<UserSecretsIdAttribute>() is { } secrets
            ? new UserSecrets(PathHelper.GetSecretsPathFromSecretsId(secrets.UserSecretsId))
            : null;

    /// <summary>Adds a value, unless another app host was first: then that one's is returned. Under a lock; the file is replaced whole.</summary>
    internal string Keep(string key, string value)
    {
        var directory = Path.GetDirectoryName(path)!;
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(directory);
        }
        else
        {
            Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        using var held = Lock(path + ".lock");
        var secrets = Read();
        if (secrets[key] is { } existing)
        {
            return existing.ToString();
        }

        secrets[key] = value;

        var draft = $"{path}.{Environment.ProcessId}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new StreamWriter(draft, options))
        {
            file.Write(secrets.ToJsonString(Indented));
        }

        File.Move(draft, path, overwrite: true);
        return value;
    }

    private JsonObject Read()
    {
        try
        {
            return File.Exists(path) ? JsonNode.Parse(File.ReadAllText(path), nodeOptions: null, Lenient)!.AsObject() : [];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new DistributedApplicationException($"The user secrets in {path} are not a JSON object: {exception.Message}", exception);
        }
    }

    private static FileStream Lock(string path)
    {
        var deadline = TimeProvider.System.GetTimestamp() + (TimeProvider.System.TimestampFrequency * 10);
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
            }
            catch (IOException) when (TimeProvider.System.GetTimestamp() < deadline)
            {
                Thread.Sleep(TimeSpan.FromMilliseconds(20));
            }
        }
    }
}
