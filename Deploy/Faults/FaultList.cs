using System.Collections;
using System.Globalization;

namespace Deploy.Faults;

/// <summary>Collects every fault of one file, so that its owner sees all of them after one run. Enumerates in <see cref="Fault"/>'s order.</summary>
/// <param name="file">What to call the file.</param>
internal sealed class FaultList(string file) : IReadOnlyCollection<Fault>
{
    // What a file says is told back in part only: a name of a megabyte must not fill a terminal.
    private const int MaxPath = 200;
    private const int MaxSentence = 600;

    /// <summary>How many are told. Who has more has the wrong file; the first of them, from the top, say so.</summary>
    public const int MaxCount = 1000;

    // Whoever has more faults has not slipped with the pen.
    private const int MaxHinted = 200;

    private readonly SortedSet<Fault> _faults = [];

    public string File { get; } = file;

    public int Count => _faults.Count;

    /// <summary>How many there are beyond those told.</summary>
    public int Untold { get; private set; }

    /// <summary>" Did you mean 'bindings'?", or nothing where no known word is near, or where so much is wrong that it would take long.</summary>
    public string Hint(string word, IEnumerable<string> known) => Count < MaxHinted ? NearMiss.Hint(word, known) : "";

    /// <summary>Adds a fault; the same one told twice is kept once.</summary>
    public void Add(string path, Position position, string what, string remedy, string? type = null)
    {
        var fault = new Fault(
            File, Shown(path, MaxPath), position.Line, position.Column, Shown(what, MaxSentence), Shown(remedy, MaxSentence),
            type is null ? null : Shown(type, MaxPath));
        if (_faults.Add(fault) && _faults.Count > MaxCount)
        {
            _faults.Remove(_faults.Max!);
            Untold++;
        }
    }

    public IEnumerator<Fault> GetEnumerator() => _faults.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Shortened, and without the control and direction characters by which a file could write on the reader's terminal.</summary>
    private static string Shown(string text, int length)
    {
        var shown = text.Length <= length ? text : $"{text[..length]}…";
        return shown.All(IsShown) ? shown : string.Concat(shown.Select(letter => IsShown(letter) ? letter : '?'));
    }

    private static bool IsShown(char letter) => CharUnicodeInfo.GetUnicodeCategory(letter)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
