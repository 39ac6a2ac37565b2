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
        """,
        telemetry.Trace("POST /auth/register"));

    [Fact]
    public void A_read_back_is_one_trace_from_the_gateway_to_each_sql_command() => SpanTree.AssertEqual(
        """
        gateway server GET /auth/{**rest}: 200
          gateway client GET: 200
            auth server GET /auth/accounts/{id:guid}: 200
              auth client Open
              auth client Execute: SELECT email, created_at AS CreatedAt FROM accounts WHERE id = @Id
        """,
        telemetry.Trace("GET /auth/{**rest}"));

    /// <summary>So health checks leave no trace, and work in the background has its own.</summary>
    [Fact]
    public void Only_requests_and_migrations_start_traces() => SpanTree.AssertEqual(
        """
        auth internal migrate
        auth internal migrate
        gateway server POST /auth/register: 201
        gateway server GET /auth/{**rest}: 200
        """,
        telemetry.Spans.Where(span => span.ParentId.Length == 0));

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
