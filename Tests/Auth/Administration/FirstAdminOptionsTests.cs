using Auth.Administration;

namespace Auth.Tests.Administration;

public sealed class FirstAdminOptionsTests
{
    [Theory]
    [InlineData(null, null, true)]
    [InlineData("", "", true)]
    [InlineData("admin@example.org", "correct horse battery staple", true)]
    [InlineData("admin@example.org", null, false)]
    [InlineData(null, "correct horse battery staple", false)]
    [InlineData("admin", "correct horse battery staple", false)]
    [InlineData("admin@example.org", "admin@example.org", false)]
    [InlineData("admin@example.org", "short", false)]
    public void Both_are_needed_and_valid_or_neither(string? email, string? password, bool isValid) =>
        Assert.Equal(isValid, new FirstAdminOptions { Email = email, Password = password }.IsValid);
}
