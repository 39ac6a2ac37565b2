using System.Net;
using Gateway.Configuration;
using Gateway.Upstreams;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace Gateway.Tests.Pure;

public sealed class ProbeVerdictTests
{
    private readonly ClusterState _cluster = new("service");
    private readonly DestinationState _replica = new("replica", new DestinationModel(new DestinationConfig { Address = "http://127.0.0.1:1" }));
    private readonly Updates _updates = new();
    private readonly ProbeVerdict _verdict;

    public ProbeVerdictTests()
    {
        var options = Options.Create(new GatewayOptions { Upstreams = new UpstreamOptions { Prewarmed = 0 } });
        _verdict = new ProbeVerdict(_updates, new Prewarming(options, TimeProvider.System, NullLogger<Prewarming>.Instance));
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, DestinationHealth.Healthy)]
    [InlineData(HttpStatusCode.ServiceUnavailable, DestinationHealth.Unhealthy)]
    [InlineData(HttpStatusCode.NotFound, DestinationHealth.Unhealthy)]
    public void An_answer_counts_at_once(HttpStatusCode status, DestinationHealth health) => Assert.Equal(health, Answers(status));

    [Fact]
    public void Silence_counts_the_second_time()
    {
        Answers(HttpStatusCode.OK);
        Assert.Equal(DestinationHealth.Healthy, IsSilent());
        Assert.Equal(DestinationHealth.Unhealthy, IsSilent());
    }

    [Fact]
    public void An_answer_between_two_silences_makes_the_second_the_first()
    {
        Answers(HttpStatusCode.OK);
        IsSilent();
        Answers(HttpStatusCode.OK);
        Assert.Equal(DestinationHealth.Healthy, IsSilent());
    }

    [Fact]
    public void Silence_does_not_put_back_what_is_down()
    {
        Answers(HttpStatusCode.ServiceUnavailable);
        Assert.Equal(DestinationHealth.Unhealthy, IsSilent());
    }

    [Fact]
    public void A_good_answer_takes_back_what_a_failed_connection_said()
    {
        _replica.Health.Passive = DestinationHealth.Unhealthy;
        Answers(HttpStatusCode.ServiceUnavailable);
        Assert.Equal(DestinationHealth.Unhealthy, _replica.Health.Passive);
        Answers(HttpStatusCode.OK);
        Assert.Equal(DestinationHealth.Healthy, _replica.Health.Passive);
    }

    private DestinationHealth Answers(HttpStatusCode status)
    {
        using var answer = new HttpResponseMessage(status);
        return Of(new DestinationProbingResult(_replica, answer, exception: null));
    }

    private DestinationHealth IsSilent() => Of(new DestinationProbingResult(_replica, response: null, new TimeoutException()));

    private DestinationHealth Of(DestinationProbingResult result)
    {
        _verdict.ProbingCompleted(_cluster, [result]);
        return _replica.Health.Active;
    }

    /// <summary>Writes what it is told into the replica, as YARP's does, and nothing else.</summary>
    private sealed class Updates : IDestinationHealthUpdater
    {
        public void SetActive(ClusterState cluster, IEnumerable<NewActiveDestinationHealth> newHealthStates)
        {
            foreach (var state in newHealthStates)
            {
                state.Destination.Health.Active = state.NewActiveHealth;
            }
        }

        public void SetPassive(ClusterState cluster, DestinationState destination, DestinationHealth newHealth, TimeSpan reactivationPeriod) =>
            destination.Health.Passive = newHealth;
    }
}
