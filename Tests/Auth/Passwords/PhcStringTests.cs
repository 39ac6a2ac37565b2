using Auth.Passwords;

namespace Auth.Tests.Passwords;

public sealed class PhcStringTests
{
    private const string Salt = "AAAAAAAAAAAAAAAAAAAAAA";
    private const string Hash = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE";

    [Fact]
    public void What_is_written_is_read_again()
    {
        var text = $"$argon2id$v=19$m=19456,t=2,p=1${Salt}${Hash}";
        var parsed = PhcString.Parse(text);
        Assert.NotNull(parsed);
        Assert.Equal((19456, 2), (parsed.MemoryKib, parsed.Passes));
        Assert.Equal(new byte[16], parsed.Salt);
        Assert.Equal(Enumerable.Repeat((byte)1, 32), parsed.Hash);
        Assert.Equal(text, parsed.ToString());
    }

    [Theory]
    [InlineData($"$argon2id$v=19$m=262144,t=10,p=1${Salt}${Hash}")]
    [InlineData($"$argon2id$v=19$m=8,t=1,p=1${Salt}${Hash}")]
    public void The_bounds_themselves_are_allowed(string text) => Assert.NotNull(PhcString.Parse(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("correct horse battery staple")]
    [InlineData($"$argon2id$v=19$m=262145,t=2,p=1${Salt}${Hash}")]
    [InlineData($"$argon2id$v=19$m=99999999999999999999,t=2,p=1${Salt}${Hash}")]
    [InlineData($"$argon2id$v=19$m=7,t=2,p=1${Salt}${Hash}")]
    [InlineData($"$argon2id$v=19$m=-19456,t=2,p=1${Salt}${Hash}")]
    [InlineData($"$argon2id$v=19$m=19456,t=11,p=1${Salt}${Hash}")]
    [InlineData($"$argon2id$v=19$m=19456,t=0,p=1${Salt}${Hash}")]
    [InlineData($"$argon2id$v=19$m=19456,t=2,p=2${Salt}${Hash}")]
    [InlineData($"$argon2id$v=16$m=19456,t=2,p=1${Salt}${Hash}")]
    [InlineData($"$argon2i$v=19$m=19456,t=2,p=1${Salt}${Hash}")]
    [InlineData($"$argon2id$v=19$t=2,m=19456,p=1${Salt}${Hash}")]
    [InlineData($"$argon2id$v=19$m=19456,t=2,p=1$AAAA${Hash}")]
    [InlineData($"$argon2id$v=19$m=19456,t=2,p=1${Salt}$AQEB")]
    [InlineData($"$argon2id$v=19$m=19456,t=2,p=1${Salt}$")]
    [InlineData($"$argon2id$v=19$m=19456,t=2,p=1${Salt}${Hash}=")]
    [InlineData($"$argon2id$v=19$m=19456,t=2,p=1${Salt}${Hash}\n")]
    [InlineData($"$argon2id$v=19$m=19456,t=2,p=1${Salt}${Hash}${Hash}")]
    public void What_is_malformed_or_asks_for_too_much_is_none(string? text) => Assert.Null(PhcString.Parse(text));
}
