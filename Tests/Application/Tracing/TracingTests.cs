using Application.Tests.Auth;
using Application.Tests.Telemetry;

namespace Application.Tests.Tracing;

public sealed class TracingTests(RegistrationTrace telemetry) : IClassFixture<RegistrationTrace>
{
    [Fact]
    public void A_registration_is_one_trace_from_the_gateway_to_each_sql_command() => SpanTree.AssertEqual(
        """
        gateway server POST /auth/register: 201
          gateway client POST: 201
            auth server POST /auth/register: 201
              auth client Open
              auth client Execute: INSERT INTO accounts (id, email, password_hash, created_at) VALUES (@Id, @Email, @PasswordHash, @CreatedAt)
              auth client Execute: INSERT INTO audit_events (at, event, account_id, client, details) VALUES (UTC_TIMESTAMP(6), @Event, @AccountId, @Client, @Details)
              auth client Commit
        """,
        telemetry.Trace("POST /auth/register"));

    [Fact]
    public void Who_am_I_costs_one_sql_command() => SpanTree.AssertEqual(
        """
        gateway server GET /auth/{**rest}: 200
          gateway client GET: 200
            auth server GET /auth/me/: 200
              auth client Open
              auth client Execute: SELECT a.id, a.email, a.email_confirmed_at AS EmailConfirmedAt, a.created_at AS CreatedAt, (SELECT JSON_ARRAYAGG(r.role) FROM account_roles r WHERE r.account_id = a.id) AS Roles FROM accounts a JOIN sessions s ON s.account_id = a.id WHERE a.id = @Id AND s.id = @SessionId AND s.ended_at IS NULL AND s.expires_at > UTC_TIMESTAMP(6)
        """,
        telemetry.Trace("GET /auth/{**rest}"));

    /// <summary>So health checks leave no trace, and work in the background has its own.</summary>
    [Fact]
    public void Only_requests_and_the_work_of_a_start_begin_traces() => Assert.Equal(
        [
            "auth internal first administrator",
            "auth internal load signing keys",
            "auth internal migrate",
            "auth internal prune",
            "gateway internal read signing keys",
            "gateway server GET /auth/{**rest}: 200",
            "gateway server POST /auth/login: 200",
            "gateway server POST /auth/register: 201",
        ],
        telemetry.Spans.Where(span => span.ParentId.Length == 0).Select(span => span.ToString()).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void No_span_is_an_orphan()
    {
        var ids = telemetry.Spans.Select(span => (span.TraceId, span.SpanId)).ToHashSet();
        Assert.DoesNotContain(telemetry.Spans, span => span.ParentId.Length > 0 && !ids.Contains((span.TraceId, span.ParentId)));
    }

    [Fact]
    public void Nothing_of_a_span_was_dropped() => Assert.DoesNotContain(telemetry.Spans, span => span.Dropped > 0);

    [Fact]
    public void No_span_holds_the_address_or_the_password() => Assert.DoesNotContain(
        telemetry.Spans, span => span.Mentions(telemetry.Email) || span.Mentions(Accounts.Password));
}
