using Auth.Lockout;

namespace Auth.Tests.Lockout;

public sealed class CounterRowTests
{
    private static readonly LockoutOptions Options = new();

    [Theory]
    [InlineData((int)Scope.Pair, 3, 0, false)]
    [InlineData((int)Scope.Pair, 4, 0, true)]
    [InlineData((int)Scope.Pair, 9, 0, true)]
    [InlineData((int)Scope.Network, 48, 0, false)]
    [InlineData((int)Scope.Network, 49, 0, true)]
    [InlineData((int)Scope.Account, 98, 0, false)]
    [InlineData((int)Scope.Account, 99, 0, true)]
    [InlineData((int)Scope.Account, 99, 1, false)]
    public void One_more_failure_at_or_over_the_limit_begins_a_wait_unless_one_holds(
        int scope, int failures, int microseconds, bool begins)
    {
        var counter = new CounterRow(scope, failures, microseconds, Applies: 1);
        Assert.Equal(begins, counter.IsBlockedByOneMore(Options));
    }
}
