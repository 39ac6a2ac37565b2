using Application.Tests.Auth;
using Application.Tests.Telemetry;

namespace Application.Tests.Tracing;

public sealed class TracingTests(RegistrationTrace telemetry) : IClassFixture<RegistrationTrace>
{
    [Fact]
    public void A_registration_is_one_trace_from_the_gateway_to_the_mail_that_leaves() => SpanTree.AssertEqual(
        """
        gateway server POST /auth/register: 201
          gateway client POST: 201
            auth server POST /auth/register: 201
              auth client Open
              auth client Execute: INSERT INTO accounts (id, email, password_hash, created_at) VALUES (@Id, @Email, @PasswordHash, @CreatedAt)
              auth client Execute: INSERT INTO audit_events (at, event, account_id, client, details) VALUES (UTC_TIMESTAMP(6), @Event, @AccountId, @Client, @Details)
              auth client Execute: INSERT INTO messaging_outbox (message_id, type, schema_version, subject, aggregate_version, occurred_at, trace_parent, trace_state, body) VALUES (@MessageId, @Type, @Version, @Subject, @AggregateVersion, UTC_TIMESTAMP(6), @TraceParent, @TraceState, @Body)
              auth client Commit
              auth producer send events
                email consumer process email.events
                  email client Open
                  email client Execute: INSERT INTO messaging_inbox (queue, source, message_id, is_dead, settled_at) VALUES (@Queue, @Source, @Id, @IsDead, UTC_TIMESTAMP(6))
                  email client Open
                  email client Execute: INSERT INTO mails (id, origin, fingerprint, state, recipient, template, language, data, reason, created_at, changed_at) VALUES (@Id, @Key, @Fingerprint, @State, @To, @Template, @Language, @Data, @Reason, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6)) ON DUPLICATE KEY UPDATE id = mails.id; SELECT id, state FROM mails WHERE origin = @Key
                  email client Open
                  email client Execute: UPDATE mails SET state = 'Sending', reason = NULL, changed_at = UTC_TIMESTAMP(6) WHERE id = @Id AND state = @From
                  email client smtp send
                  email client Open
                  email client Execute: UPDATE mails SET state = @State, reason = @Reason, data = @Data, changed_at = UTC_TIMESTAMP(6) WHERE id = @Id AND (state = 'Sending' OR (state = 'Unsure' AND @State IN ('Sent', 'Refused')))
                  email client Commit
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
            "email internal migrate",
            "email internal prune",
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
