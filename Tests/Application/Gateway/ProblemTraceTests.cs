using System.Net;
using Application.Tests.Auth;
using Application.Tests.Running;
using Application.Tests.Telemetry;

namespace Application.Tests.Gateway;

[Collection(OneApplication.Name)]
public sealed class ProblemTraceTests(RunningApplication application)
{
    /// <summary>MySQL's own message is "Duplicate entry 'ada@example.org'": in a trace store that is personal data.</summary>
    [Fact]
    public async Task A_problem_leads_to_its_trace_and_that_names_nobody()
    {
        var email = Accounts.NewEmail();
        using var first = await application.Gateway.RegisterAsync(email);
        using var second = await application.Gateway.RegisterAsync(email);
        var problem = await Problem.ReadAsync(HttpStatusCode.Conflict, second);

        var trace = await TraceAsync(problem.GetProperty("traceId").GetString()!);
        SpanTree.AssertEqual(
            """
            gateway server POST /auth/register: 409
              gateway client POST: 409 (error)
                auth server POST /auth/register: 409
                  auth client Open
                  auth client Execute: INSERT INTO accounts (id, email, password_hash, created_at) VALUES (@Id, @Email, @PasswordHash, @CreatedAt) (error)
                  auth client Rollback
            """,
            trace);
        Assert.DoesNotContain(trace, span => span.Mentions(email) || span.Mentions(Accounts.Password));
    }

    /// <summary>A process exports its spans in the order of their end: a server's own comes after all within it.</summary>
    private async Task<List<ReceivedSpan>> TraceAsync(string id)
    {
        using var deadline = new CancellationTokenSource(Deadlines.Answer);
        var trace = new List<ReceivedSpan>();
        await application.Spans.WaitAsync(
            all =>
            {
                trace = [.. all.Where(span => span.TraceId == id)];
                return trace.Count(span => span.Kind == "server") == 2;
            },
            deadline.Token);
        return trace;
    }
}
