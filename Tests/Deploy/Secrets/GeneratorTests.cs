using Deploy.Manifest;
using Deploy.Secrets;
using FsCheck.Xunit;

namespace Deploy.Tests.Secrets;

public sealed class GeneratorTests
{
    [Property(MaxTest = 1000)]
    public void A_value_is_exactly_what_its_rules_ask_for(byte length, bool lower, bool upper, bool numeric, bool special, byte a, byte b, byte c, byte d)
    {
        if (!(lower || upper || numeric || special))
        {
            special = true;
        }

        var rules = new GenerateRules(
            length, lower, upper, numeric, special, lower ? a % 9 : 0, upper ? b % 9 : 0, numeric ? c % 9 : 0, special ? d % 9 : 0);

        var value = SecretGenerator.Generate(rules).Reveal();

        Assert.Equal(Math.Max(Math.Max(1, rules.MinLength), rules.MinLower + rules.MinUpper + rules.MinNumeric + rules.MinSpecial), value.Length);
        Check(value.Count(char.IsAsciiLetterLower), rules.Lower, rules.MinLower);
        Check(value.Count(char.IsAsciiLetterUpper), rules.Upper, rules.MinUpper);
        Check(value.Count(char.IsAsciiDigit), rules.Numeric, rules.MinNumeric);
        Check(value.Count(SecretGenerator.Special.Contains), rules.Special, rules.MinSpecial);
    }

    [Fact]
    public void Rules_that_no_value_satisfies_are_refused()
    {
        Assert.Throws<ArgumentException>(() => SecretGenerator.Generate(new GenerateRules(8, Lower: false, Upper: false, Numeric: false, Special: false)));
        Assert.Throws<ArgumentException>(() => SecretGenerator.Generate(new GenerateRules(8, Special: false, MinSpecial: 1)));
        Assert.Throws<ArgumentException>(() => SecretGenerator.Generate(new GenerateRules(8, MinLower: -1)));
    }

    [Fact]
    public void No_two_are_alike_and_every_character_has_its_turn()
    {
        var values = Enumerable.Range(0, 2000).Select(_ => SecretGenerator.Generate(new GenerateRules(22, MinNumeric: 1)).Reveal()).ToList();

        Assert.Equal(values.Count, values.Distinct().Count());
        Assert.Equal((SecretGenerator.Lower + SecretGenerator.Upper + SecretGenerator.Numeric + SecretGenerator.Special).Order(), values.SelectMany(value => value).Distinct().Order());
    }

    /// <summary>A required digit that always came first would make the rest of the value a character shorter.</summary>
    [Fact]
    public void Required_characters_stand_anywhere()
    {
        var values = Enumerable.Range(0, 2000).Select(_ => SecretGenerator.Generate(new GenerateRules(10, Numeric: true, MinNumeric: 1, Lower: true, Upper: false, Special: false)).Reveal());

        var counts = new int[10];
        foreach (var place in values.SelectMany(value => Enumerable.Range(0, 10).Where(place => char.IsAsciiDigit(value[place]))))
        {
            counts[place]++;
        }

        Assert.True(counts.Max() < counts.Min() * 1.5, string.Join(" ", counts));
    }

    private static void Check(int count, bool allowed, int least)
    {
        Assert.True(count >= least);
        Assert.True(allowed || count == 0);
    }
}
