namespace Gateway.Tests.Requests;

public sealed class RequestTests(CorpusRun run) : IClassFixture<CorpusRun>
{
    public static TheoryData<string> Names() => new(RequestCorpus.Cases.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_refused_or_reaches_the_upstream_in_one_meaning(string name)
    {
        var (@case, outcome) = (RequestCorpus.Cases[name], run.Ours(name));
        if (@case.Verdict != Verdict.Served && outcome.IsRefusal)
        {
            return;
        }

        Assert.True(@case.Verdict != Verdict.Refused, $"It was not refused.\n{outcome}");
        Assert.True(outcome.Status is >= 200 and < 300, $"It was not served.\n{outcome}");
        Assert.True(outcome.Whole.Count == @case.Requests, $"It is {@case.Requests} requests.\n{outcome}");
        Assert.DoesNotContain(outcome.Arrived, request => request.Line.Contains(RequestCase.Smuggled, StringComparison.Ordinal));
        Assert.Empty(outcome.Arrived.SelectMany(CanonicalForm.Faults));

        var first = outcome.Arrived[0];
        Assert.Equal(
            RequestCase.Fill(@case.Meaning, "/open/…", ""),
            $"{first.Line[..first.Line.LastIndexOf(' ')]}\n{first.Body}".Replace(outcome.Id, "…", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_nginx_refuses_is_refused(string name)
    {
        if (run.Nginx(name).IsRefusal && !NginxExceptions.Reasons.ContainsKey(name))
        {
            Assert.True(run.Ours(name).IsRefusal, $"nginx: {run.Nginx(name)}\n\nOurs: {run.Ours(name)}");
        }
    }

    /// <summary>An exception that is none any more goes from the list.</summary>
    [Fact]
    public void What_is_listed_as_laxer_than_nginx_is() => Assert.All(
        NginxExceptions.Reasons.Keys, name => Assert.True(run.Nginx(name).IsRefusal && !run.Ours(name).IsRefusal, name));
}
