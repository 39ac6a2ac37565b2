using System.Globalization;
using Deploy.Rendering;

namespace Deploy.Recipes.RabbitMQ;

internal static class RabbitMqConfiguration
{
    public static string Of(RabbitMqInput input, InstanceName name) => $"""
        # {name} on {input.Host.Host}, {(input.Members.Count == 1 ? "alone" : "one of several: an odd number, because the part of a broken network that holds more goes on")}.
        listeners.tcp.1 = {input.Host.At(input.Ports.Amqp)}
        # For services that put policies, and for who administers it through SSH.
        management.tcp.ip = {input.Host.Address}
        management.tcp.port = {Text(input.Ports.Management)}
        loopback_users = none

        cluster_name = {name}
        {Cluster(input)}
        # What a client declares as durable and says no more about is replicated.
        default_queue_type = quorum
        # Queues of a member that was away, or that came later, get their share of members.
        quorum_queue.continuous_membership_reconciliation.enabled = true
        quorum_queue.continuous_membership_reconciliation.auto_remove = false
        quorum_queue.continuous_membership_reconciliation.target_group_size = {Text(input.Members.Count)}

        # Publishers wait before the host is short of memory or disk.
        total_memory_available_override_value = {Text(input.Memory)}
        vm_memory_high_watermark.relative = 0.6
        disk_free_limit.absolute = {Text(input.DiskReserve)}
        channel_max = 2047
        # Seconds: a dead peer is found, and a proxy between does not take an idle connection for one.
        heartbeat = 30
        # Milliseconds a consumer may take for one message.
        consumer_timeout = 1800000
        max_message_size = 16777216

        # Virtual hosts and policies, read at every start. Users are not here: they hold secrets, and come by users.json.
        definitions.import_backend = local_filesystem
        definitions.local.path = {name.Configuration}/definitions.json

        log.console = true
        log.console.level = warning
        log.file = false

        """;

    public static string Environment(RabbitMqInput input, InstanceName name) => $"""
        # For the broker and for rabbitmqctl. Addresses for names: nobody has to resolve them.
        RABBITMQ_NODENAME={Node(input, input.Host)}
        RABBITMQ_USE_LONGNAME=true
        RABBITMQ_CONFIG_FILE={name.Configuration}/rabbitmq.conf
        RABBITMQ_ENABLED_PLUGINS_FILE={name.Configuration}/enabled_plugins
        RABBITMQ_CONF_ENV_FILE=/dev/null
        RABBITMQ_MNESIA_BASE={name.State}
        RABBITMQ_LOG_BASE={name.State}/log
        RABBITMQ_NODE_IP_ADDRESS={input.Host.Address}
        RABBITMQ_DIST_PORT={Text(input.Ports.Distribution)}
        ERL_EPMD_ADDRESS={input.Host.Address}
        ERL_EPMD_PORT={Text(input.Ports.Epmd)}
        RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS=-kernel inet_dist_use_interface {"{"}{input.Host.Address.ToString().Replace('.', ',')}{"}"}
        HOME={name.State}

        """;

    // One alone forms no cluster, and looks for nobody.
    private static string Cluster(RabbitMqInput input) => input.Members.Count == 1 ? "" : string.Join('\n',
    [
        "cluster_formation.peer_discovery_backend = classic_config",
        .. input.Members.Select((member, index) => $"cluster_formation.classic_config.nodes.{Text(index + 1)} = {Node(input, member)}"),
        $"cluster_formation.target_cluster_size_hint = {Text(input.Members.Count)}",
        "# A node without the others must not serve. Since 4.3 that is so without a choice (Raft: what needs a majority is refused,",
        "# though the port stays open), and this key is accepted without effect.",
        $"cluster_partition_handling = {Text(input.WhenApart)}",
        "",
    ]);

    private static string Node(RabbitMqInput input, Place host) => $"{input.Name}@{host.Address}";

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(WhenApart choice) => choice switch
    {
        WhenApart.PauseMinority => "pause_minority",
        WhenApart.Autoheal => "autoheal",
        _ => "ignore",
    };
}
