using System.Security.Cryptography;
using System.Text;
using Deploy.Faults;

namespace Deploy.Secrets;

/// <summary>
/// The secrets of one deployment on the machine that deploys: a folder of mode 0700 with a file of mode 0600 for each, which holds
/// the value and nothing else. Wider modes are refused, not repaired: somebody may have read what they left open. This is the only
/// format. Encryption by age would need a library that others maintain (the one for .NET is a preview) or the program age itself; a
/// disk, or a folder in a vault that is mounted, encrypts these files as well.
/// </summary>
internal sealed class SecretStore
{
    /// <summary>Of a value, in bytes of UTF-8.</summary>
    public const int MaxLength = 64 * 1024;

    // Names of secrets start with a letter or an underscore, so these are none.
    private const string DigestKey = ".digest-key";
    private const string GitIgnore = ".gitignore";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly string _folder;

    private SecretStore(string folder) => _folder = folder;

    /// <returns>The store, which need not exist yet; null if it is open to others, which <paramref name="faults"/> then say.</returns>
    public static SecretStore? Open(string folder, FaultList faults)
    {
        folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        return !Directory.Exists(folder) || PrivateFiles.Check(folder, PrivateFiles.Folder, faults) ? new SecretStore(folder) : null;
    }

    /// <summary>Names only, by alphabet.</summary>
    public IReadOnlyList<string> Names() => !Directory.Exists(_folder)
        ? []
        : [.. Directory.EnumerateFiles(_folder).Select(path => Path.GetFileName(path)).Where(IsName).Order(StringComparer.Ordinal)];

    /// <returns>Null if there is none, or if it cannot be taken, which <paramref name="faults"/> then say.</returns>
    public Secret? Read(string name, FaultList faults)
    {
        var path = PathOf(name);
        if (!File.Exists(path) || !PrivateFiles.Check(path, PrivateFiles.File, faults))
        {
            return null;
        }

        if (new FileInfo(path).Length > MaxLength)
        {
            faults.Add(path, Position.None, $"It is longer than {MaxLength} bytes.", $"Set it anew: deploy secrets set {name}");
            return null;
        }

        try
        {
            return new Secret(Strict.GetString(File.ReadAllBytes(path)));
        }
        catch (ArgumentException)
        {
            faults.Add(path, Position.None, "It is empty, or not UTF-8 text.", $"Set it anew: deploy secrets set {name}");
            return null;
        }
    }

    /// <summary>Keeps a value, in place of what was there.</summary>
    /// <exception cref="ArgumentException">It is longer than <see cref="MaxLength"/>, or <paramref name="name"/> is not a name of a secret.</exception>
    public void Write(string name, Secret secret)
    {
        var content = Strict.GetBytes(secret.Reveal());
        if (content.Length > MaxLength)
        {
            throw new ArgumentException($"A secret has at most {MaxLength} bytes.", nameof(secret));
        }

        var path = PathOf(name);
        PrivateFiles.CreateFolder(_folder);
        if (!File.Exists(Path.Combine(_folder, GitIgnore)))
        {
            PrivateFiles.Write(Path.Combine(_folder, GitIgnore), "*\n"u8);
        }

        PrivateFiles.Write(path, content);
    }

    /// <summary>Every secret that is kept, by name; those that cannot be taken are told and left out.</summary>
    public IReadOnlyDictionary<string, Secret> ReadAll(FaultList faults)
    {
        var all = new Dictionary<string, Secret>(StringComparer.Ordinal);
        foreach (var name in Names())
        {
            if (Read(name, faults) is { } secret)
            {
                all.Add(name, secret);
            }
        }

        return all;
    }

    /// <summary>The digest by which a plan tells that a secret is another one. Makes the key if there is none yet.</summary>
    /// <returns>Null if the key cannot be taken, which <paramref name="faults"/> then say.</returns>
    public string? Digest(string name, Secret secret, FaultList faults) => Key(keep: true, faults) is { } key ? SecretDigest.Of(key, name, secret) : null;

    /// <summary>The key of digests, or a new one if there is none yet.</summary>
    /// <param name="keep">Whether a new one is kept; else nothing is written, and its digests are like no others.</param>
    /// <returns>Null if it cannot be taken, which <paramref name="faults"/> then say.</returns>
    public byte[]? Key(bool keep, FaultList faults)
    {
        var path = Path.Combine(_folder, DigestKey);
        if (!File.Exists(path))
        {
            var made = RandomNumberGenerator.GetBytes(SecretDigest.KeyLength);
            if (keep)
            {
                PrivateFiles.CreateFolder(_folder);
                PrivateFiles.Write(path, made);
            }

            return made;
        }

        if (!PrivateFiles.Check(path, PrivateFiles.File, faults))
        {
            return null;
        }

        var key = File.ReadAllBytes(path);
        if (key.Length != SecretDigest.KeyLength)
        {
            faults.Add(path, Position.None, "It is not a key of digests.", "Remove it; the next plan then calls every secret changed, once.");
            return null;
        }

        return key;
    }

    public static bool IsName(string name) => Hosts.Values.Names.Secret.TryRead(name, out _);

    private string PathOf(string name) =>
        IsName(name) ? Path.Combine(_folder, name) : throw new ArgumentException($"'{name}' is not a name of a secret.", nameof(name));
}
