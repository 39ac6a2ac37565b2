using System.Net;
using Application.Tests.Auth;
using Application.Tests.Mail;
using Application.Tests.Running;
using Application.Tests.Telemetry;

namespace Application.Tests.Tracing;

/// <summary>All the telemetry of an application's whole life, in which one person registered, signed in, asked who they are, and got a mail.</summary>
public sealed class RegistrationTrace : IAsyncLifetime
{
    private readonly RunningApplication _application = new();

    internal string Email { get; } = Accounts.NewEmail();

    internal IReadOnlyList<ReceivedSpan> Spans { get; private set; } = [];

    public async Task InitializeAsync()
    {
        await _application.InitializeAsync();
        using var created = await _application.Gateway.RegisterAsync(Email);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var tokens = await _application.Gateway.SignInAsync(Email);
        using var read = await _application.Gateway.SendAsync(HttpMethod.Get, Accounts.Me, tokens.AccessToken);
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);

        await _application.MailAsync(Email, "Welcome");
        await _application.StopAsync();
        Spans = _application.Spans.All;
    }

    public Task DisposeAsync() => _application.DisposeAsync();

    /// <summary>The spans of every trace whose root bears the name.</summary>
    internal IEnumerable<ReceivedSpan> Trace(string root)
    {
        var traces = Spans.Where(span => span.ParentId.Length == 0 && span.Name == root).Select(span => span.TraceId).ToHashSet();
        return Spans.Where(span => traces.Contains(span.TraceId));
    }
}
