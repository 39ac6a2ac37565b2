namespace Gateway.Tests.Upstreams;

public sealed class LossTests(TwoReplicas replicas) : IClassFixture<TwoReplicas>
{
    private const int Many = 500;

    [Fact]
    public async Task A_replica_that_is_asked_to_end_under_load_fails_no_request()
    {
        await replicas.BothServeAsync();
        var load = new Load(replicas.Gateway.Client);
        load.Start();
        await load.AnswersAsync(Many);
        await replicas.Second.StopAsync();
        await load.AnswersAsync(Many);
        await load.StopAsync();
        await replicas.BothServeAsync();

        Assert.True(load.FailedGets.IsEmpty && load.FailedPosts.IsEmpty, load.ToString());
        AssertEachOnce(load);
    }

    [Fact]
    public async Task A_replica_that_is_killed_under_load_fails_only_posts_in_flight_and_repeats_none()
    {
        await replicas.BothServeAsync();
        var load = new Load(replicas.Gateway.Client);
        load.Start();
        await load.AnswersAsync(Many);
        await replicas.Second.KillAsync();
        await load.AnswersAsync(Many);
        await load.StopAsync();
        await replicas.BothServeAsync();

        Assert.True(load.FailedGets.IsEmpty, load.ToString());
        Assert.True(load.FailedPosts.Count <= Load.Clients / 2, load.ToString());
        Assert.All(load.FailedPosts, failure => Assert.Equal("502 application/problem+json", failure));
        AssertEachOnce(load);
    }

    /// <summary>By what the replicas wrote down: none twice, answered or not; and none that was answered is missing.</summary>
    private void AssertEachOnce(Load load)
    {
        var done = Directory.GetFiles(replicas.First.Journal).Select(file => Path.GetFileName(file).Split('.')[0]).ToList();
        Assert.Equal(done.Count, done.Distinct().Count());
        Assert.Empty(load.Posted.Except(done));
    }
}
