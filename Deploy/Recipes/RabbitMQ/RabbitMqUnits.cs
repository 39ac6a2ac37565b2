using System.Globalization;
using Deploy.Rendering;

namespace Deploy.Recipes.RabbitMQ;

internal static class RabbitMqUnits
{
    public static string Server(RabbitMqInput input, InstanceName name) => $$"""
        [Unit]
        Description=RabbitMQ of {{name}}
        {{Sandbox.Start}}

        [Service]
        Type=notify
        NotifyAccess=all
        User={{name.User}}
        StateDirectory=deploy/{{name}}
        StateDirectoryMode=0750
        UMask=0027
        EnvironmentFile={{name.Configuration}}/environment
        # Erlang wants its cookie in its home, of its own user, closed to others.
        LoadCredential=cookie:{{name.Configuration}}/erlang.cookie
        ExecStartPre=/usr/bin/install -m 0400 ${CREDENTIALS_DIRECTORY}/cookie {{name.State}}/.erlang.cookie
        # Not /usr/sbin/rabbitmq-server, which changes to the distribution's user.
        ExecStart=/usr/lib/rabbitmq/bin/rabbitmq-server
        ExecStop=/usr/lib/rabbitmq/bin/rabbitmqctl stop
        # Waits for the others of its cluster.
        TimeoutStartSec=600
        TimeoutStopSec=120
        {{Sandbox.Restart}}
        LimitNOFILE=65536
        MemoryMax={{input.Memory.ToString(CultureInfo.InvariantCulture)}}
        # A swapped broker looks dead to its peers.
        MemorySwapMax=0
        OOMScoreAdjust=-500

        {{Sandbox.Service(Sandbox.InternetAndInterfaces)}}

        [Install]
        WantedBy=multi-user.target

        """;

    /// <summary>Not enabled: it is for a change of the file.</summary>
    public static string Users(InstanceName name) => $$"""
        [Unit]
        Description=Users of {{name}}
        Requires={{name.Service}}
        After={{name.Service}}

        [Service]
        Type=oneshot
        User={{name.User}}
        EnvironmentFile={{name.Configuration}}/environment
        WorkingDirectory=/
        LoadCredential=users:{{name.Configuration}}/users.json
        ExecStart={{Script.PathOf("rabbitmq-users")}} ${CREDENTIALS_DIRECTORY}/users
        TimeoutStartSec=300

        """;
}
