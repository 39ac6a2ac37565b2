using Gateway.Answers;
using Microsoft.AspNetCore.Http;

namespace Gateway.Tests.Pure;

public sealed class CachePolicyTests
{
    [Theory]
    [InlineData(60, "public, max-age=60")]
    [InlineData(10, "public, max-age=60, s-maxage=10")]
    [InlineData(0, "public")]
    [InlineData(0, "max-age=60")]
    [InlineData(0, "private, max-age=60")]
    [InlineData(0, "public, no-cache, max-age=60")]
    [InlineData(0, "public, no-store, max-age=60")]
    [InlineData(0, "public, max-age=later")]
    [InlineData(0, "")]
    public void The_upstream_says_how_long(int seconds, string cacheControl) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), CachePolicy.LifetimeOf(Answer(cacheControl)));

    [Theory]
    [InlineData("Set-Cookie", "a=b")]
    [InlineData("Vary", "X-Tenant")]
    [InlineData("Vary", "Accept, *")]
    [InlineData("Content-Encoding", "gzip")]
    public void One_answer_for_one_client_is_not_stored(string header, string value)
    {
        var answer = Answer("public, max-age=60");
        answer.Headers[header] = value;
        Assert.Equal(TimeSpan.Zero, CachePolicy.LifetimeOf(answer));
    }

    [Fact]
    public void What_varies_by_what_the_key_holds_is_stored_for_the_rest_of_its_age()
    {
        var answer = Answer("public, max-age=60");
        answer.Headers.Vary = "accept, Accept-Encoding";
        answer.Headers.Age = "20";
        Assert.Equal(TimeSpan.FromSeconds(40), CachePolicy.LifetimeOf(answer));
    }

    [Fact]
    public void An_error_is_not_stored()
    {
        var answer = Answer("public, max-age=60");
        answer.StatusCode = StatusCodes.Status404NotFound;
        Assert.Equal(TimeSpan.Zero, CachePolicy.LifetimeOf(answer));
    }

    private static HttpResponse Answer(string cacheControl)
    {
        var answer = new DefaultHttpContext().Response;
        answer.Headers.CacheControl = cacheControl;
        return answer;
    }
}
