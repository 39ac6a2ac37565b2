namespace Deploy.Placement;

/// <summary>
/// Rendezvous hashing: each key has an order of all hosts of its own, which no other host changes. So a host that comes or goes moves
/// only what was on it or belongs on it.
/// </summary>
internal static class Rendezvous
{
    public static IOrderedEnumerable<string> Order(string key, IEnumerable<string> hosts) => hosts.OrderBy(host => Weight(key, host));

    /// <summary>
    /// The less, the more the host is the key's. FNV-1a, then the finisher of MurmurHash3, by which names that differ in their last
    /// letter spread: places need no secrecy, and a thousand hosts are weighed for each resource.
    /// </summary>
    public static ulong Weight(string key, string host)
    {
        var hash = Add(Add(14_695_981_039_346_656_037, key) * 1_099_511_628_211, host);
        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
        hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53;
        return hash ^ (hash >> 33);
    }

    private static ulong Add(ulong hash, string text)
    {
        foreach (var letter in text)
        {
            hash = (hash ^ letter) * 1_099_511_628_211;
        }

        return hash;
    }
}
