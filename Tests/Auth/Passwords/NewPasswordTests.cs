using System.Diagnostics;
using Auth.Passwords;

namespace Auth.Tests.Passwords;

public sealed class NewPasswordTests
{
    [Theory]
    [InlineData("correct horse battery staple")]
    [InlineData("another horse and staple")]
    [InlineData("xK9#mQ2$vL5!")]
    [InlineData("fjell og fjord i vinterlys")]
    [InlineData("пароль из случайных слов")]
    [InlineData("寿司と富士山と桜と電車と茶")]
    public void Unrelated_words_or_random_signs_will_do(string text) =>
        Assert.Null(NewPassword.Check(text, "ada@example.org").Fault);

    [Theory]
    [InlineData("password1234")]
    [InlineData("passwordpassword")]
    [InlineData("P@ssw0rd1234")]
    [InlineData("123456789012")]
    [InlineData("qwertyuiopas")]
    [InlineData("1q2w3e4r5t6y")]
    [InlineData("iloveyou1234")]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("abcdefghijkl")]
    [InlineData("letmeinletmein")]
    [InlineData("ｐａｓｓｗｏｒｄ１２３４")]
    public void What_everybody_has_is_refused(string text) =>
        Assert.Contains("easy to guess", NewPassword.Check(text, "ada@example.org").Fault, StringComparison.Ordinal);

    [Theory]
    [InlineData("ada.lovelace@example.org", "ada.lovelace@example.org")]
    [InlineData("ada.lovelace@example.org", "Ada.Lovelace@Example.org")]
    [InlineData("xk29fj3lqpzz81@example.org", "xk29fj3lqpzz81")]
    [InlineData("xk29fj3lqpzz81@example.org", "xk29fj3lqpzz81!")]
    [InlineData("xk29fj3lqpzz81-and-a-very-long-name@example.org", "xk29fj3lqpzz81-and-a-very-long-name@example.org1")]
    public void The_own_address_is_refused(string email, string text) => Assert.NotNull(NewPassword.Check(text, email).Fault);

    [Theory]
    [InlineData(11, false)]
    [InlineData(12, true)]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public void The_length_is_counted_in_code_points(int length, bool isAllowed)
    {
        // Each is two UTF-16 units and four bytes.
        var text = string.Concat(Enumerable.Range(0, length).Select(number => char.ConvertFromUtf32(0x1F400 + number * 7 % 200)));
        Assert.Equal(isAllowed, NewPassword.Check(text, email: null).Password is not null);
    }

    [Fact]
    public void Two_ways_to_type_the_same_letters_are_one_password() => Assert.Equal(
        NewPassword.Check("caf\u00E9 au lait et croissant", email: null).Password,
        NewPassword.Check("cafe\u0301 au lait et croissant", email: null).Password);

    [Fact]
    public void What_has_no_normal_form_is_refused()
    {
        Assert.NotNull(NewPassword.Check("correct horse\uD800 battery staple", email: null).Fault);
        Assert.NotNull(NewPassword.Check("correct horse\uFFFE battery staple", email: null).Fault);
        Assert.NotNull(NewPassword.Check(text: null, email: null).Fault);
    }

    /// <summary>The whole of such a text takes the estimator 190 ms and 92 MB.</summary>
    [Fact]
    public void Hostile_text_takes_no_longer_than_its_hash_would()
    {
        var random = new Random(1);
        var text = new string([.. Enumerable.Range(0, 128).Select(_ => "a@4b8c({[<e3g69i1!|l7o0s$5t+x%z2"[random.Next(32)])]);
        NewPassword.Check(text, email: null);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.StartNew();
        NewPassword.Check(text, email: null);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000_000);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(1), $"It took {clock.Elapsed}.");
    }

    [Fact]
    public void Many_at_a_time_come_to_the_same_result() => Parallel.For(0, 200, number =>
    {
        var isGood = number % 2 == 0;
        var text = isGood ? "correct horse battery staple" : "password1234";
        Assert.Equal(isGood, NewPassword.Check(text, "ada@example.org").Fault is null);
    });
}
