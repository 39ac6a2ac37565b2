using Deploy.Commands;
using Deploy.Faults;
using Deploy.Secrets;

namespace Deploy.Tests.Secrets;

public sealed class SecretInputTests
{
    [Theory]
    [InlineData("a", "a")]
    [InlineData("a\n", "a")]
    [InlineData("a\r\n", "a")]
    [InlineData("a\n\n", "a\n")]
    [InlineData(" a b \n", " a b ")]
    [InlineData("a\r", "a\r")]
    [InlineData("\na\n", "\na")]
    public void One_newline_at_the_end_goes_and_nothing_else(string given, string kept) => Assert.Equal(kept, Of(given, out _)!.Reveal());

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("hunter2\0x")]
    public void What_is_no_secret_is_refused_without_being_shown(string given)
    {
        Assert.Null(Of(given, out var faults));
        Assert.DoesNotContain("hunter2", Assert.Single(faults).ToString());
    }

    [Fact]
    public void As_long_as_a_secret_may_be_and_no_longer()
    {
        Assert.NotNull(Of(new string('x', SecretStore.MaxLength) + "\n", out _));
        Assert.Null(Of(new string('x', SecretStore.MaxLength + 1), out _));
        Assert.Null(Of(new string('x', 10 * SecretStore.MaxLength), out _));
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused()
    {
        var faults = new FaultList("secrets");
        Assert.Null(SecretInput.Of(new MemoryStream([0xC3, 0x28]), faults));
        Assert.Single(faults);
    }

    private static Secret? Of(string given, out FaultList faults)
    {
        faults = new FaultList("secrets");
        return SecretInput.Of(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(given)), faults);
    }
}
