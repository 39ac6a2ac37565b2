using Deploy.Expressions;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Deploy.Tests.Expressions;

/// <summary>Over texts put together from what matters to the parser, and over any text.</summary>
public sealed class ExpressionProperties
{
    private static readonly string[] Pieces =
        ["{", "}", "{{", "}}", ".", "a", "b-1", "{a.value}", "{b.bindings.http.url}", "{a.b.c}", "{**rest}", "\"", ":", "ä", "𝄞", " "];

    private static readonly string[] Harmless = ["a", ".", "{{", "}}", "/", "ä", "𝄞"];

    [Property(MaxTest = 2000)]
    public Property Rendering_what_was_parsed_gives_the_text() => Prop.ForAll(Texts(Pieces), text => Rendered(text) == text);

    [Property]
    public bool Any_text_is_an_expression(string? text) => Rendered(text ?? "") == (text ?? "");

    [Property(MaxTest = 2000)]
    public Property Segments_stand_where_they_say_and_literals_are_never_neighbours() => Prop.ForAll(Texts(Pieces), text =>
    {
        var segments = ExpressionParser.Parse(text).Segments;
        return segments.All(segment => text.AsSpan(segment.Index).StartsWith(segment.Source))
            && segments.Zip(segments.Skip(1)).All(pair => pair is not { First: LiteralSegment, Second: LiteralSegment })
            && segments.All(segment => segment.Source.Length > 0);
    });

    [Property(MaxTest = 2000)]
    public Property Text_with_all_its_braces_doubled_says_itself() => Prop.ForAll(Texts(Pieces), text =>
        ExpressionParser.Parse(text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal)).Literal == text);

    [Property]
    public Property Doubled_braces_hold_no_reference() => Prop.ForAll(Texts(Harmless), text => !ExpressionParser.Parse(text).References.Any());

    private static string Rendered(string text) => string.Concat(ExpressionParser.Parse(text).Segments.Select(segment => segment.Source));

    private static Arbitrary<string> Texts(string[] pieces) => Gen.Elements(pieces).ListOf().Select(list => string.Concat(list)).ToArbitrary();
}
