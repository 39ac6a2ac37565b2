using System.Text;
using Deploy.Manifest.Json;

namespace Deploy.Tests.Manifest;

public sealed class SyntaxTests
{
    [Fact]
    public void A_byte_order_mark_is_let_through_and_counts_as_no_column()
    {
        Assert.Empty(Reading.Of([0xEF, 0xBB, 0xBF, .. "{\"resources\":{}}"u8]).Faults);
        Assert.Equal(2, Reading.OnlyFault([0xEF, 0xBB, 0xBF, .. "{\"resources\":{},\"x\":1}"u8]).Column - "{\"resources\":{}".Length);
    }

    [Fact]
    public void Utf16_is_named_as_such() =>
        Assert.Equal("The file is UTF-16.", Reading.OnlyFault([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("{}")]).What);

    [Fact]
    public void What_is_no_utf8_is_told_with_its_place()
    {
        var fault = Reading.OnlyFault([.. "{\n  \"ä\": \""u8, 0xC3, 0x28, .. "\"}"u8]);

        Assert.Equal(("Here the file is no UTF-8.", 2, 9), (fault.What, fault.Line, fault.Column));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t ")]
    [InlineData("\uFEFF")]
    public void An_empty_file_is_told_how_to_be_written(string text)
    {
        var fault = Reading.OnlyFault(text);

        Assert.Equal("The file is empty.", fault.What);
        Assert.Contains("--publisher manifest", fault.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]", "This is an array; a manifest is an object.")]
    [InlineData("null", "This is null; a manifest is an object.")]
    [InlineData("{}", "'resources' is missing.")]
    [InlineData("{\"resources\":[]}", "This is an array; it must be an object.")]
    [InlineData("{\"resources\":{\"a\":1}}", "This is a number; a resource is an object.")]
    public void Json_that_is_no_manifest_is_refused(string json, string what) => Assert.Equal(what, Reading.OnlyFault(json).What);

    [Theory]
    [InlineData("{\"resources\": {}\n} x", 2, 3)]
    [InlineData("{\"resources\": {}", 1, 17)]
    [InlineData("{\"ä𝄞\": tru}", 1, 12)]
    [InlineData("{\r\n  'resources': {}\r\n}", 2, 3)]
    public void Broken_syntax_is_told_where_it_breaks(string json, int line, int column)
    {
        var fault = Reading.OnlyFault(json);

        Assert.StartsWith("This is not JSON: ", fault.What, StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", fault.What, StringComparison.Ordinal);
        Assert.Equal((line, column), (fault.Line, fault.Column));
    }

    [Fact]
    public void Columns_are_counted_as_editors_do_where_characters_take_several_bytes()
    {
        var fault = Reading.OnlyFault("{\"$schema\": \"ä€𝄞\", \"resources\": {}, \"x\": 1}");

        Assert.Equal((1, 38), (fault.Line, fault.Column));
    }

    [Fact]
    public void A_reference_is_found_behind_escapes()
    {
        var json = """{"resources":{"a":{"type":"value.v0","connectionString":"\u00e4\"\\{b.value}"}}}""";

        Assert.Equal(json.IndexOf("{b.", StringComparison.Ordinal) + 1, Reading.OnlyFault(json).Column);
    }

    [Theory]
    [InlineData("\\ud800")]
    [InlineData("\\udc00x")]
    public void Half_a_character_is_a_fault(string escape) => Assert.Equal(
        "This text holds half of a character.", Reading.OnlyFault("{\"resources\":{},\"$schema\":\"" + escape + "\"}").What);

    [Fact]
    public void The_character_of_code_0_is_a_fault() => Assert.StartsWith(
        "This text holds the character of code 0", Reading.OnlyFault("""{"$schema":"\u0000","resources":{}}""").What, StringComparison.Ordinal);

    [Fact]
    public void Nesting_has_a_bound()
    {
        var deepest = JsonReader.MaxDepth - 1;
        Assert.Equal("A manifest has no 'x'.", Reading.OnlyFault(Nested(deepest)).What);
        Assert.Contains("depth", Reading.OnlyFault(Nested(deepest + 1)).What, StringComparison.Ordinal);

        static string Nested(int depth) => $"{{\"resources\":{{}},\"x\":{new string('[', depth)}{new string(']', depth)}}}";
    }

    [Fact]
    public void Length_has_a_bound()
    {
        Assert.Empty(Reading.Of("{\"resources\":{}}".PadRight(JsonReader.MaxLength)).Faults);
        Assert.Equal("The file is longer than 4 MiB.", Reading.OnlyFault("{\"resources\":{}}".PadRight(JsonReader.MaxLength + 1)).What);
    }

    [Fact]
    public void What_a_file_says_cannot_write_on_the_terminal()
    {
        var fault = Reading.OnlyFault("{\"resources\":{},\"\\u001b[2J\\u202e" + new string('x', 10_000) + "\":1}");

        Assert.DoesNotContain('\u001b', fault.ToString());
        Assert.DoesNotContain('\u202e', fault.ToString());
        Assert.InRange(fault.ToString().Length, 1, 1000);
    }
}
