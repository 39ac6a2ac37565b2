using Hosting.Setup;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hosting.Tests.Setup;

/// <summary>Pulls by the real engine, from registries on this machine: one that is not there, and one that refuses.</summary>
public class ImagesTests
{
    // Nothing listens on port 1.
    private static readonly string[] Absent = ["localhost:1/one:1.0", "localhost:1/two:1.0"];

    [Fact]
    public async Task What_is_missing_is_asked_for_once_and_a_no_is_respected()
    {
        var log = new RecordedLog();
        List<IReadOnlyCollection<string>> asked = [];

        await Assert.ThrowsAsync<OperationCanceledException>(() => Machine.PrepareAsync(
            new SetupRequest([Docker.MySql, .. Absent], Dashboard: true),
            (missing, _) =>
            {
                asked.Add(missing);
                throw new OperationCanceledException("no");
            },
            log,
            Application.Deadline()));

        var missing = Assert.Single(asked);
        Assert.Equal(Absent.Select(image => $"the image {image}"), missing.Select(text => text[..text.LastIndexOf(": ", StringComparison.Ordinal)]));
        Assert.Empty(log.Messages);
    }

    [Fact]
    public async Task Every_image_that_cannot_be_had_is_named_at_once()
    {
        var fault = await FaultAsync(Absent);

        Assert.All(Absent, image => Assert.Contains($"The image {image}: its registry cannot be reached", fault.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(StatusCodes.Status429TooManyRequests, """{"errors":[{"code":"TOOMANYREQUESTS","message":"You have reached your pull rate limit"}]}""", "pull rate limit")]
    [InlineData(StatusCodes.Status403Forbidden, """{"errors":[{"code":"DENIED","message":"requested access to the resource is denied"}]}""", "denied")]
    [InlineData(StatusCodes.Status404NotFound, """{"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown"}]}""", "manifest unknown")]
    [InlineData(StatusCodes.Status400BadRequest, "Repository not permitted by container policy", "not permitted")]
    public async Task What_a_registry_answers_is_said_and_no_reason_for_an_offline_image(int status, string body, string said)
    {
        await using var registry = await StartRegistryAsync(status, body);

        var fault = await FaultAsync($"{new Uri(registry.Urls.Single()).Authority}/library/mysql:9.7");

        Assert.Contains(said, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("cannot be reached", fault.Message, StringComparison.Ordinal);
    }

    private static Task<SetupException> FaultAsync(params string[] images) => Assert.ThrowsAsync<SetupException>(
        () => Machine.PrepareAsync(new SetupRequest(images, Dashboard: true), NullLogger.Instance, Application.Deadline()));

    private static async Task<WebApplication> StartRegistryAsync(int status, string body)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var registry = builder.Build();
        registry.Run(async context =>
        {
            var greeting = context.Request.Path == "/v2/";
            context.Response.StatusCode = greeting ? StatusCodes.Status200OK : status;
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(greeting ? "{}" : body);
        });
        await registry.StartAsync();
        return registry;
    }
}
