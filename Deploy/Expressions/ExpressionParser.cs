using System.Text;

namespace Deploy.Expressions;

/// <summary>
/// Text to segments. Any text is an expression: braces that hold no reference are text, since Aspire writes the route
/// <c>/catalog/{**rest}</c> or a value that is JSON just so, while other writers escape a brace by doubling it.
/// <list type="bullet">
/// <item><c>{a.b}</c>, names joined by dots and nothing else, is a reference.</item>
/// <item><c>{{</c> is one brace, and so is the <c>}}</c> that closes it or that closes nothing.</item>
/// <item>Any other brace is itself; <c>}}</c> that closes two braces, as in <c>{"a":{"b":1}}</c>, is two.</item>
/// </list>
/// </summary>
internal sealed class ExpressionParser
{
    private readonly string _text;
    private readonly List<Segment> _segments = [];
    private readonly StringBuilder _literal = new();

    /// <summary>The open braces that are text; true for one that was written doubled.</summary>
    private readonly Stack<bool> _open = new();
    private int _literalStart;
    private int _index;

    private ExpressionParser(string text) => _text = text;

    public static Expression Parse(string text) => new(text, new ExpressionParser(text).Parse());

    private List<Segment> Parse()
    {
        while (_index < _text.Length)
        {
            if (_text[_index] is '{')
            {
                ReadOpening();
            }
            else if (_text[_index] is '}')
            {
                ReadClosing();
            }
            else
            {
                Take(_text[_index], length: 1);
            }
        }

        EndLiteral();
        return _segments;
    }

    private void ReadOpening()
    {
        if (IsDoubled('{'))
        {
            _open.Push(true);
            Take('{', length: 2);
        }
        else if (ReferenceParser.Match(_text, _index) is { } hole)
        {
            EndLiteral();
            _segments.Add(new ReferenceSegment(hole.Reference, _text.Substring(_index, hole.Length), _index));
            _index += hole.Length;
            _literalStart = _index;
        }
        else
        {
            _open.Push(false);
            Take('{', length: 1);
        }
    }

    private void ReadClosing()
    {
        var closesOne = _open.TryPop(out var wasDoubled) && !wasDoubled;
        Take('}', length: !closesOne && IsDoubled('}') ? 2 : 1);
    }

    private bool IsDoubled(char brace) => _index + 1 < _text.Length && _text[_index + 1] == brace;

    private void Take(char letter, int length)
    {
        _literal.Append(letter);
        _index += length;
    }

    private void EndLiteral()
    {
        if (_literal.Length > 0)
        {
            _segments.Add(new LiteralSegment(_literal.ToString(), _text[_literalStart.._index], _literalStart));
            _literal.Clear();
        }
    }
}
