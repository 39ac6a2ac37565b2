namespace Gateway.Tests.Upstreams;

public sealed class LossTests(TwoReplicas replicas) : IClassFixture<TwoReplicas>
{
    private const int Many = 500;

    /// <summary>Longer than <c>Shutdown:DrainDelay</c>: they end when the port is closed already.</summary>
    private const string Long = "/open/long/4000";

    /// <summary>From the first request on both until it is back, with requests in flight that outlast the time it drains.</summary>
    [Fact]
    public async Task A_replica_that_is_asked_to_end_under_load_fails_no_request()
    {
        await replicas.BothServeAsync();
        var load = new Load(replicas.Gateway.Client);
        load.Start();
        await load.AnswersAsync(Many);
        var inFlight = Enumerable.Range(0, 8).Select(_ => replicas.Gateway.Client.GetStringAsync(Long)).ToList();
        await load.AnswersAsync(Many);
        await replicas.Second.StopAsync();
        await replicas.BothServeAsync();
        await load.AnswersAsync(Many);
        await load.StopAsync();
        Assert.Equal(2, (await Task.WhenAll(inFlight)).Distinct().Count());

        Assert.True(load.FailedRepeatables.IsEmpty && load.FailedPosts.IsEmpty, load.ToString());
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

        Assert.True(load.FailedRepeatables.IsEmpty, load.ToString());
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
