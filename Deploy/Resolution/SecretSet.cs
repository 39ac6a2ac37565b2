using Deploy.Faults;
using Deploy.Hosts.Values;
using Deploy.Manifest;
using Deploy.Secrets;

namespace Deploy.Resolution;

/// <summary>A secret that has to be made.</summary>
/// <param name="Rules">The manifest's, or ours; null for the private key of a tunnel.</param>
internal sealed record SecretNeed(string Name, GenerateRules? Rules);

/// <summary>
/// The secrets of one deployment: those that are kept, and those that have to be made. A secret that some host holds and that is not
/// kept here is a fault: a new one would shut out everything that has the old.
/// </summary>
internal sealed class SecretSet
{
    /// <summary>Of what only programs read: long, and without characters that anything would quote.</summary>
    public static readonly GenerateRules Ours = new(MinLength: 32, Special: false);

    private readonly IReadOnlyDictionary<string, Secret> _kept;
    private readonly IReadOnlyDictionary<string, string> _recorded;
    private readonly Func<SecretNeed, Secret> _make;
    private readonly FaultList _faults;
    private readonly SortedDictionary<string, Secret> _used = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Secret> _made = new(StringComparer.Ordinal);

    /// <param name="kept">What the store holds, by name.</param>
    /// <param name="recorded">What hosts hold: the names of the recorded state's digests.</param>
    /// <param name="make">Makes one; it is kept by who called, if at all.</param>
    /// <param name="faults">Those of the store.</param>
    public SecretSet(
        IReadOnlyDictionary<string, Secret> kept, IReadOnlyDictionary<string, string> recorded, Func<SecretNeed, Secret> make, FaultList faults)
    {
        _kept = kept;
        _recorded = recorded;
        _make = make;
        _faults = faults;
    }

    /// <summary>What some file needs, by name.</summary>
    public IReadOnlyDictionary<string, Secret> Used => _used;

    /// <summary>What was not kept and is new, by name.</summary>
    public IReadOnlyDictionary<string, Secret> Made => _made;

    /// <summary>The secret of that name. Where it is neither kept nor may be made, a fault is told, and something stands in for it.</summary>
    /// <param name="rules">To make it by.</param>
    public Secret Get(string name, GenerateRules? rules) => Get(new SecretNeed(name, rules), mayMake: true);

    /// <summary>One that only a person knows.</summary>
    public Secret GetStated(string name) => Get(new SecretNeed(name, null), mayMake: false);

    /// <summary>The name of what a server's recipe needs for itself. A resource's name has no underscore, so no service's account is called so.</summary>
    public static string RecipesOf(string server, string what) => NameOf(server, $"_{what}");

    /// <summary>A name that the store takes, for something of a resource: where the whole is too long, its end is a hash.</summary>
    public static string NameOf(string resource, string what)
    {
        const int max = 64;
        var whole = $"{resource}.{what}";
        return whole.Length <= max && Names.Secret.TryRead(whole, out _) ? whole : $"{Rendering.InstanceName.Short(whole, max - 1).TrimEnd('.', '-')}s";
    }

    private Secret Get(SecretNeed need, bool mayMake)
    {
        if (_used.TryGetValue(need.Name, out var known))
        {
            return known;
        }

        if (!_kept.TryGetValue(need.Name, out var secret))
        {
            secret = _make(need);
            if (_recorded.ContainsKey(need.Name))
            {
                _faults.Add(
                    need.Name, Position.None, $"Hosts hold the secret '{need.Name}', and it is not kept here.", "Bring the store of secrets that the last apply used; a new secret would shut out who has the old.");
            }
            else if (!mayMake)
            {
                _faults.Add(need.Name, Position.None, $"The secret '{need.Name}' is not kept here, and nobody but you can say what it is.", $"State it: deploy secrets set {need.Name}");
            }
            else
            {
                _made.Add(need.Name, secret);
            }
        }

        _used.Add(need.Name, secret);
        return secret;
    }
}
