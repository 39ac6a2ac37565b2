using Deploy.Expressions;

namespace Deploy.Tests.Expressions;

public sealed class ExpressionTests
{
    [Theory]
    [InlineData("{auth.bindings.http.url}/x", "auth.bindings.http.url", "/x")]
    [InlineData("{a.bindings.b.host}:{a.bindings.b.port}", "a.bindings.b.host", ":", "a.bindings.b.port")]
    [InlineData("{a.bindings.b.targetPort};{a.bindings.c.scheme}", "a.bindings.b.targetPort", ";", "a.bindings.c.scheme")]
    [InlineData("{a.bindings.b.tlsEnabled}", "a.bindings.b.tlsEnabled")]
    [InlineData("{a-b.inputs.value}{a-b.value}", "a-b.inputs.value", "a-b.value")]
    [InlineData("{a.connectionString};Database=x", "a.connectionString", ";Database=x")]
    [InlineData("{a.containerImage}", "a.containerImage")]
    [InlineData("{a.volumes.0.name}", "a.volumes.0.name")]
    [InlineData("{a.outputs.b}", "a.outputs.b")]
    [InlineData("{a.bindings.http}", "a.bindings.http")]
    public void References_are_found_between_text(string text, params string[] pieces) => Assert.Equal(pieces, Pieces(text));

    [Theory]
    [InlineData("")]
    [InlineData("/catalog/{**rest}")]
    [InlineData("{id}")]
    [InlineData("{id:int}")]
    [InlineData("{0}")]
    [InlineData("{a..b}")]
    [InlineData("{.a}")]
    [InlineData("{a.}")]
    [InlineData("{a.b")]
    [InlineData("a.b}")]
    [InlineData("{ a.b }")]
    [InlineData("{æ.value}")]
    [InlineData("{")]
    [InlineData("}")]
    [InlineData("""{"a":{"b":{"c":1}}}""")]
    public void Other_braces_are_text(string text) => Assert.Equal(text, ExpressionParser.Parse(text).Literal);

    [Theory]
    [InlineData("{{", "{")]
    [InlineData("}}", "}")]
    [InlineData("{{a.value}}", "{a.value}")]
    [InlineData("{{{{a}}}}", "{{a}}")]
    [InlineData("""{"a":{"b":"{{c}}"}}""", """{"a":{"b":"{c}"}}""")]
    public void A_doubled_brace_is_one(string text, string says) => Assert.Equal(says, ExpressionParser.Parse(text).Literal);

    [Fact]
    public void A_reference_within_braces_that_are_text_is_found() =>
        Assert.Equal(["{\"a\":{\"b\":\"", "c.value", "\"}}"], Pieces("""{"a":{"b":"{c.value}"}}"""));

    [Fact]
    public void The_target_port_has_an_older_name()
    {
        var reference = Assert.Single(ExpressionParser.Parse("{a.bindings.b.containerPort}").References);

        Assert.Equal(new BindingReference("a", "b", BindingProperty.TargetPort), reference);
    }

    private static IEnumerable<string> Pieces(string text) => ExpressionParser.Parse(text).Segments.Select(segment =>
        segment is ReferenceSegment reference ? reference.Reference.ToString() : ((LiteralSegment)segment).Text);
}
