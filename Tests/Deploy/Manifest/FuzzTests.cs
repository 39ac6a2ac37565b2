using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Deploy.Tests.Manifest;

/// <summary>Whatever the bytes are, reading them gives a manifest or faults. <see cref="Reading"/> checks that it is one of the two.</summary>
public sealed class FuzzTests
{
    private static readonly byte[] Whole = File.ReadAllBytes(Golden.PathOf("check", "every-type", "manifest.json"));

    private static readonly string[] Tokens =
    [
        "{", "}", "[", "]", ",", ":", "null", "true", "-0", "1e999", "80", "\"\"", "\"a\"", "\"type\"", "\"resources\"", "\"bindings\"", "\"env\"",
        "\"project.v0\"", "\"container.v1\"", "\"parameter.v0\"", "\"{a.value}\"", "\"\\ud800\"", "/*x*/", "//x\n", "\u0001", "\"inputs\"", "\"{a.b\"",
    ];

    [Property]
    public void Any_bytes(byte[]? bytes) => Reading.Of(bytes ?? []);

    [Property(MaxTest = 1000)]
    public Property Any_tokens() => Prop.ForAll(Gen.Elements(Tokens).ListOf().ToArbitrary(), tokens => Read(string.Concat(tokens)));

    [Property(MaxTest = 300)]
    public Property A_whole_manifest_with_bytes_changed() => Prop.ForAll(
        Gen.Choose(0, Whole.Length - 1).Zip(Gen.Choose(0, 255)).ListOf(5).ToArbitrary(),
        changes =>
        {
            var bytes = Whole.ToArray();
            foreach (var (at, value) in changes)
            {
                bytes[at] = (byte)value;
            }

            Reading.Of(bytes);
        });

    [Property(MaxTest = 300)]
    public Property A_whole_manifest_with_a_piece_put_elsewhere() => Prop.ForAll(
        Gen.Choose(0, Whole.Length - 1).ListOf(3).ToArbitrary(),
        cuts =>
        {
            var at = cuts.Order().ToArray();
            Reading.Of([.. Whole[..at[0]], .. Whole[at[1]..at[2]], .. Whole[at[0]..at[1]], .. Whole[at[2]..]]);
        });

    [Fact]
    public void A_whole_manifest_cut_anywhere_is_no_json()
    {
        // A prime, so that the cuts fall everywhere.
        for (var length = 0; length < Whole.AsSpan().TrimEnd("\n"u8).Length; length += 13)
        {
            Assert.NotEmpty(Reading.Of(Whole[..length]).Faults);
        }
    }

    private static void Read(string text) => Reading.Of(Encoding.UTF8.GetBytes(text));
}
