namespace Deploy.Tests.TargetTree;

/// <summary>A broker started with the rendered files has their policies, users and limits.</summary>
[Collection(OneSiteAtATime.Name)]
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
        _site = await Site.StartAsync(new TargetHost("a", "10.0.0.5").WithRecipe(
            "RabbitMQ",
            ("cluster_formation.classic_config.nodes.2 = messaging@10.0.0.6\n", ""),
            ("cluster_formation.classic_config.nodes.3 = messaging@10.0.0.7\n", ""),
            ("target_cluster_size_hint = 3", "target_cluster_size_hint = 1"),
            ("target_group_size = 3", "target_group_size = 1")));
        await _site.ShellAsync("a", "systemctl start deploy-messaging", seconds: 120);
    }

    public Task DisposeAsync() => _site?.DisposeAsync().AsTask() ?? Task.CompletedTask;

    [Fact]
    public async Task The_broker_has_the_policies_users_and_limits_of_the_files()
    {
        var policies = await _site!.ShellAsync("a", Ctl + "ctl list_policies --silent --formatter json");
        Assert.Contains("\"delivery-limit\\\":10", policies, StringComparison.Ordinal);
        Assert.Contains("\"delayed-retry-type\\\":\\\"failed\\\"", policies, StringComparison.Ordinal);
        Assert.DoesNotContain("user", await _site.ShellAsync("a", Ctl + "ctl list_users --silent --formatter json"), StringComparison.Ordinal);

        await _site.ShellAsync("a", Ctl + "ctl import_definitions </etc/deploy/messaging/users.json");
        await _site.UntilAsync("a", Ctl + "ctl authenticate_user auth auth-password --silent >/dev/null 2>&1 && echo yes", "yes");
        Assert.NotEqual(0, (await _site.RunAsync("a", ["bash", "-c", Ctl + "ctl authenticate_user auth wrong"])).ExitCode);

        var environment = await _site.ShellAsync("a", Ctl + "ctl environment");
        string[] settings = ["{default_queue_type,rabbit_quorum_queue}", "{disk_free_limit,\"2GB\"}", "{vm_memory_high_watermark,0.6}", "{heartbeat,30}"];
        Assert.All(settings, setting => Assert.Contains(setting, environment, StringComparison.Ordinal));

        // Bound to the private address, and to loopback for who administers it.
        Assert.Equal(
            "10.0.0.5:25672\n10.0.0.5:4369\n10.0.0.5:5672\n127.0.0.1:15672\n127.0.0.1:4369",
            await _site.ShellAsync("a", "ss -Hltn | awk '{ print $4 }' | grep -v '^\\[::1]' | sort"));
    }
}
