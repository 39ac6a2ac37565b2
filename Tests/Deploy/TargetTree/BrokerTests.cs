using Deploy.Recipes.RabbitMQ;
using Deploy.Tests.Recipes;

namespace Deploy.Tests.TargetTree;

/// <summary>A broker started with the rendered files has their policies, users and limits.</summary>
[Collection(SiteRows.Other)]
public sealed class BrokerTests : IAsyncLifetime
{
    /// <summary>As the broker's user, with its variables; one holds blanks, so they are not for a shell to read.</summary>
    private const string Ctl = """
        ctl() {
          systemd-run --quiet --pipe --wait --collect --uid=deploy-messaging --property=EnvironmentFile=/etc/deploy/messaging/environment \
            --working-directory=/ /usr/lib/rabbitmq/bin/rabbitmqctl "$@"
        }

        """;

    private Site? _site;

    public async Task InitializeAsync()
    {
        // One alone: without the two that it would look for.
        _site = await Site.StartAsync(new TargetHost("a", "10.0.0.5").With(RabbitMqRecipe.Render(Example.Messaging with { Members = [Example.A] })));
        await _site.ShellAsync("a", "systemctl start deploy-messaging", seconds: 120);
    }

    public Task DisposeAsync() => _site?.DisposeAsync().AsTask() ?? Task.CompletedTask;

    /// <summary>A service that may, one with a wrong password, and one that may not put policies: the management API does not know it.</summary>
    private Task<string> PutPolicyAsync() => _site!.ShellAsync("a", """
        for user in auth:auth-broker-password auth:wrong email:email-broker-password; do
          curl --silent --output /dev/null --write-out '%{http_code} ' --user "$user" --request PUT --header 'Content-Type: application/json' \
            --data '{"pattern": "^x", "definition": {"max-length": 7}}' http://10.0.0.5:15672/api/policies/%2F/own
        done | sed 's/ $//'
        """);

    [Fact]
    public async Task The_broker_has_the_policies_users_and_limits_of_the_files()
    {
        var policies = await _site!.ShellAsync("a", Ctl + "ctl list_policies --silent --formatter json");
        Assert.Contains("\"delivery-limit\\\":10", policies, StringComparison.Ordinal);
        Assert.Contains("\"delayed-retry-type\\\":\\\"failed\\\"", policies, StringComparison.Ordinal);
        Assert.DoesNotContain("user", await _site.ShellAsync("a", Ctl + "ctl list_users --silent --formatter json"), StringComparison.Ordinal);

        // A user that nobody wants any more goes.
        await _site.ShellAsync("a", Ctl + "ctl add_user of-before some-password");
        await _site.ShellAsync("a", "systemctl start deploy-messaging_users || { journalctl --unit deploy-messaging_users --output cat >&2; exit 1; }", seconds: 180);
        Assert.Equal("auth\t[policymaker]\nemail\t[]", await _site.ShellAsync("a", Ctl + "ctl list_users --silent --no-table-headers | sort"));
        Assert.Equal("201 401 401", await PutPolicyAsync());

        // What is rejected or expires in a queue that no service has a policy for is parked.
        await _site.ShellAsync("a", """
            ask() { curl --silent --fail --output /dev/null --user auth:auth-broker-password --header 'Content-Type: application/json' "$@"; }
            ask --request PUT --data '{"durable": true}' http://10.0.0.5:15672/api/queues/%2F/outside
            ask --data '{"properties": {"delivery_mode": 2, "expiration": "1"}, "routing_key": "outside", "payload": "x", "payload_encoding": "string"}' \
              http://10.0.0.5:15672/api/exchanges/%2F/amq.default/publish
            """);
        await _site.UntilAsync("a", Ctl + "ctl list_queues name messages type --silent --no-table-headers | sort", "others.dead\t1\tquorum\noutside\t0\tquorum");

        var environment = await _site.ShellAsync("a", Ctl + "ctl environment");
        string[] settings = ["{default_queue_type,rabbit_quorum_queue}", "{disk_free_limit,2147483648}", "{vm_memory_high_watermark,0.6}", "{heartbeat,30}"];
        Assert.All(settings, setting => Assert.Contains(setting, environment, StringComparison.Ordinal));

        // Bound to the private address; epmd is on loopback as well.
        Assert.Equal(
            "10.0.0.5:15672\n10.0.0.5:25672\n10.0.0.5:4369\n10.0.0.5:5672\n127.0.0.1:4369",
            await _site.ShellAsync("a", "ss -Hltn | awk '{ print $4 }' | grep -v '^\\[::1]' | sort"));
    }
}
