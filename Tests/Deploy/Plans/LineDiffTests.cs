using Deploy.Plans;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Deploy.Tests.Plans;

/// <summary>The unified form: small where little differs, and never wrong.</summary>
public sealed class LineDiffTests
{
    [Fact]
    public void Changes_stand_between_three_lines_of_what_stays() => Assert.Equal(
        "--- f\n+++ f\n@@ -2,7 +2,8 @@\n 2\n 3\n 4\n-5\n+five\n+and a half\n 6\n 7\n 8\n",
        LineDiff.Unified("f", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\nand a half\n6\n7\n8\n9\n"));

    [Fact]
    public void The_same_is_nothing() => Assert.Equal("", LineDiff.Unified("f", "a\n", "a\n"));

    [Fact]
    public void What_is_new_has_no_before() => Assert.Equal("--- /dev/null\n+++ f\n@@ -0,0 +1,2 @@\n+a\n+b\n", LineDiff.Unified("f", "", "a\nb\n"));

    [Property(MaxTest = 300)]
    public Property Carrying_it_out_gives_the_text_after()
    {
        var text = Gen.Elements("a", "b", "c", "d").ListOf().Select(lines => string.Concat(lines.Select(line => line + "\n")));
        return Prop.ForAll(text.Two().ToArbitrary(), texts => Assert.Equal(texts.Item2, Patched(texts.Item1, LineDiff.Unified("f", texts.Item1, texts.Item2))));
    }

    private static string Patched(string before, string diff)
    {
        var (left, after) = (new Queue<string>(before.Split('\n', StringSplitOptions.RemoveEmptyEntries)), new List<string>());
        var taken = 0;
        foreach (var line in diff.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2))
        {
            if (line.StartsWith("@@", StringComparison.Ordinal))
            {
                var start = int.Parse(line.Split(' ', ',')[1][1..], System.Globalization.CultureInfo.InvariantCulture);
                for (; taken < start - 1; taken++)
                {
                    after.Add(left.Dequeue());
                }

                continue;
            }

            if (line[0] is ' ' or '-')
            {
                Assert.Equal(line[1..], left.Dequeue());
                taken++;
            }

            if (line[0] is ' ' or '+')
            {
                after.Add(line[1..]);
            }
        }

        return string.Concat(after.Concat(left).Select(line => line + "\n"));
    }
}
