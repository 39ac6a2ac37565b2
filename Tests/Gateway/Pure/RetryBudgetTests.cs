using Gateway.Retries;

namespace Gateway.Tests.Pure;

public sealed class RetryBudgetTests
{
    [Fact]
    public void It_starts_with_its_reserve()
    {
        var budget = new RetryBudget(ratio: 0.2, reserve: 3);
        Assert.Equal(3, Spend(budget));
    }

    [Fact]
    public void Five_requests_earn_one_retry_at_a_fifth()
    {
        var budget = new RetryBudget(ratio: 0.2, reserve: 10);
        Spend(budget);
        Earn(budget, requests: 4);
        Assert.Equal(0, Spend(budget));
        Earn(budget, requests: 1);
        Assert.Equal(1, Spend(budget));
    }

    [Fact]
    public void No_more_than_the_reserve_is_saved()
    {
        var budget = new RetryBudget(ratio: 1, reserve: 2);
        Earn(budget, requests: 100);
        Assert.Equal(2, Spend(budget));
    }

    [Fact]
    public void Without_a_reserve_nothing_is_retried()
    {
        var budget = new RetryBudget(ratio: 1, reserve: 0);
        Earn(budget, requests: 100);
        Assert.Equal(0, Spend(budget));
    }

    [Fact]
    public void Parallel_requests_lose_and_make_nothing()
    {
        var budget = new RetryBudget(ratio: 0.5, reserve: 10_000);
        Spend(budget);
        Parallel.For(0, 10_000, _ => budget.Earn());
        var spent = 0;
        Parallel.For(0, 10_000, _ => Interlocked.Add(ref spent, budget.TrySpend() ? 1 : 0));
        Assert.Equal(5_000, spent);
    }

    private static void Earn(RetryBudget budget, int requests)
    {
        for (var i = 0; i < requests; i++)
        {
            budget.Earn();
        }
    }

    private static int Spend(RetryBudget budget)
    {
        var spent = 0;
        while (budget.TrySpend())
        {
            spent++;
        }

        return spent;
    }
}
