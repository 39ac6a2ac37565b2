using System.Diagnostics;
using System.Text;
using Deploy.Faults;
using Deploy.Hosts;
using Deploy.Hosts.Yaml;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Deploy.Tests.Hosts;

/// <summary>Whatever a file holds, reading it ends soon, with the file or with faults, never with an exception.</summary>
public sealed class FuzzTests
{
    private static readonly string Good = """
        deployment: shop
        hosts: { a: { ssh: "root@203.0.113.1", private: 10.0.0.1, site: osl, country: NO, labels: [web] } }
        defaults: { health: /health, drain: 10s, on: { label: web, count: 1 } }
        resources:
          auth: { on: [a], migrate: [--migrate], after: [db] }
          db: { primary: a, reads: r, residency: [NO] }
        parameters: { text: |
            two
            lines
          , x: 'y' }
        sites: { rtt: { osl-osl: 1ms } }
        admin: [198.51.100.0/24]
        """;

    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", ",", ":", ": ", "- ", "? ", "&a ", "*a", "!!x ", "!", "|\n", ">\n", "|9\n", "'", "\"", "\\x", "\"\\U00110000\"", "#", "%YAML 9.9\n", "%TAG ! x\n",
        "---\n", "...\n", "\n", "\r", "\t", "\n  ", "\n        ", "<<: ", "~", "null", "hosts", "a", "\u0085", "\u2028", "\ufeff", "\ud800", "\u0007", "@", "`",
    ];

    [Property(MaxTest = 2000)]
    public Property A_file_with_pieces_put_in() => Prop.ForAll(
        ArbMap.Default.GeneratorFor<int>().Select(Math.Abs).ArrayOf().Resize(8).ToArbitrary(),
        (int[] numbers) =>
        {
            var text = new StringBuilder(Good);
            foreach (var number in numbers)
            {
                var at = number % (text.Length + 1);
                text.Insert(at, Pieces[number % Pieces.Length]).Remove(Math.Min(at, text.Length - 1), number % 2);
            }

            Reads(text.ToString());
        });

    [Property(MaxTest = 2000)]
    public Property Pieces_alone() => Prop.ForAll(
        Gen.Elements(Pieces).ArrayOf().ToArbitrary(), (string[] pieces) => Reads(string.Concat(pieces)));

    [Property(MaxTest = 500)]
    public void Any_text(string text) => Reads(text ?? "");

    [Property(MaxTest = 500)]
    public void Any_bytes(byte[] bytes)
    {
        var faults = new FaultList("hosts.yaml");
        Assert.True(HostsReader.Read(bytes, faults) is not null || faults.Count > 0);
    }

    [Theory]
    [InlineData("[", "")]
    [InlineData("{a: ", "")]
    [InlineData("- ", "")]
    [InlineData("- - ", "\n")]
    [InlineData("? ", "")]
    [InlineData("? [", "")]
    [InlineData("\"", "")]
    [InlineData("a: ", "")]
    [InlineData("a: b\n", "")]
    [InlineData("a,", "")]
    [InlineData("&a ", "")]
    [InlineData("!a ", "")]
    [InlineData("\n", "")]
    [InlineData(" ", "")]
    [InlineData("#", "")]
    [InlineData("---\n", "")]
    [InlineData("%A b\n", "")]
    [InlineData("[a]: ", "")]
    [InlineData("[[],", "")]
    public void As_long_a_file_as_is_read_of_one_piece(string piece, string end)
    {
        var text = new StringBuilder();
        while (text.Length + piece.Length + end.Length <= YamlReader.MaxLength)
        {
            text.Append(piece);
        }

        var watch = Stopwatch.StartNew();
        Reads(text.Append(end).ToString());
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    public static TheoryData<string, Func<int, string>> Lists => new()
    {
        { "hosts: {", i => $"h{i}: {{ ssh: h{i}, private: 10.{i / 65536}.{i / 256 % 256}.{i % 256}, site: s{i}, country: NO }}, " },
        { "budgets: { a: 1s }\nhosts: {", i => $"h{i}: {{ site: s{i} }}, " },
        { "hosts: { a: {} }\nresources: {", i => $"r{i}: {{ on: h{i} }}, " },
        { "hosts: { a: { country: NO, labels: [l] } }\ndefaults: { residency: SE }\nresources: {", i => $"r{i}: {{ on: {{ label: l, count: {i} }} }}, " },
        { "resources: {", i => $"r{i}: {{ after: r{i + 1} }}, " },
        { "resources: {", i => $"r{i}: {{ after: [r{i + 1}, r0, r{i / 2}] }}, " },
        { "resources: { r: { after: [", i => $"r{i}, " },
        { "", i => $"k{i}: x\n" },
        { "hosts: { a: {} }\nsites: { rtt: {", i => $"a{i}-b{i}: 1ms, " },
        { "admin: [", i => $"10.{i / 65536}.{i / 256 % 256}.{i % 256}, " },
    };

    [Theory]
    [MemberData(nameof(Lists))]
    public void As_long_a_file_as_is_read_of_entries_that_are_all_wrong(string start, Func<int, string> entry)
    {
        var text = new StringBuilder(start);
        for (var i = 0; text.Length < YamlReader.MaxLength - 100; i++)
        {
            text.Append(entry(i));
        }

        var close = string.Concat(start.Where(c => c is '{' or '[').Reverse().Select(c => c == '{' ? '}' : ']'))[(start.Count(c => c is '}' or ']'))..];
        var watch = Stopwatch.StartNew();
        Reads(text.Append(close).ToString());
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void A_longer_file_is_not_read() =>
        Assert.Contains("longer than", Assert.Single(Reading.Of(new string(' ', YamlReader.MaxLength + 1)).Faults).What);

    [Fact]
    public void A_billion_laughs_are_told_as_what_they_are_made_of()
    {
        var laughs = "a: &a [lol, lol]\n" + string.Concat(Enumerable.Range(1, 25).Select(i => $"{(char)('a' + i)}: &{(char)('a' + i)} [*{(char)('a' + i - 1)}, *{(char)('a' + i - 1)}]\n"));

        Assert.Contains(Reading.Of(laughs).Faults, fault => fault.What == "'*a' stands for another part of the file.");
    }

    private static void Reads(string text)
    {
        var reading = Reading.Of(text);
        Assert.True(reading.File is not null || reading.Faults.Count > 0);
    }
}
