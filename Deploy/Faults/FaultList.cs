using System.Collections;

namespace Deploy.Faults;

/// <summary>Collects every fault of one file, so that its owner sees all of them after one run. Enumerates in <see cref="Fault"/>'s order.</summary>
/// <param name="file">What to call the file.</param>
internal sealed class FaultList(string file) : IReadOnlyCollection<Fault>
{
    private readonly SortedSet<Fault> _faults = [];

    public string File { get; } = file;

    public int Count => _faults.Count;

    /// <summary>Adds a fault; the same one told twice is kept once.</summary>
    public void Add(string path, Position position, string what, string remedy, string? type = null) =>
        _faults.Add(new Fault(File, path, position.Line, position.Column, what, remedy, type));

    public IEnumerator<Fault> GetEnumerator() => _faults.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
