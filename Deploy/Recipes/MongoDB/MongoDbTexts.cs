using System.Globalization;
using Deploy.Rendering;

namespace Deploy.Recipes.MongoDB;

internal static class MongoDbTexts
{
    public const string Administrator = "administrator";

    public static string Configuration(MongoDbInput input, InstanceName name) => $"""
        # {name} on {input.Host.Host}: alone, without replicas.
        storage:
          dbPath: {name.State}
          wiredTiger:
            engineConfig:
              # GB. Half of what the server may take, less what it needs itself; connections and sorts have the rest.
              cacheSizeGB: {Math.Max(0.25, ((input.Memory / (double)(1L << 30)) - 0.25) / 2).ToString("0.##", CultureInfo.InvariantCulture)}
        net:
          # Loopback too: the first account can be made from there alone.
          bindIp: {input.Host.Address},127.0.0.1
          ipv6: {(input.Host.Address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? "true" : "false")}
          port: {input.Port.ToString(CultureInfo.InvariantCulture)}
          unixDomainSocket:
            enabled: false
          maxIncomingConnections: 1000
        security:
          authorization: enabled
          javascriptEnabled: false
        operationProfiling:
          slowOpThresholdMs: 1000

        """;

    /// <summary>Can be said again.</summary>
    public static MaskedText Accounts(MongoDbInput input) => MaskedText.Of($$"""
        // One account per service that refers to the server, from the hosts that the service is on, for its databases alone.
        const admin = connect('mongodb://127.0.0.1:{{input.Port}}/admin');
        function put(user, pwd, roles, restrictions) {
          const account = { pwd, roles, authenticationRestrictions: restrictions, customData: { by: 'deploy' } };
          if (admin.getUser(user)) { admin.updateUser(user, account); } else { admin.createUser({ user, ...account }); }
        }
        const password = {{Quoting.Json(input.Administrator)}};
        let known = true;
        try { admin.auth('{{Administrator}}', password); } catch (refused) { known = false; }
        if (!known) {
          // From loopback, and only while there is no account at all.
          admin.createUser({ user: '{{Administrator}}', pwd: password, roles: ['root'] });
          admin.auth('{{Administrator}}', password);
        }
        {{MaskedText.Lines(input.Accounts.Select(Account))}}
        // Who refers to it no more signs in no more. What a person made stays.
        const wanted = [{{List(input.Accounts.Select(account => Quoting.Json(account.User)))}}];
        for (const { user } of admin.runCommand({ usersInfo: 1, filter: { 'customData.by': 'deploy' } }).users) {
          if (!wanted.includes(user)) { admin.dropUser(user); }
        }

        """);

    public static string Server(MongoDbInput input, InstanceName name) => $"""
        [Unit]
        Description=MongoDB of {name}
        {Sandbox.Start}

        [Service]
        Type=exec
        User={name.User}
        StateDirectory=deploy/{name}
        StateDirectoryMode=0750
        UMask=0027
        ExecStart=/usr/bin/mongod --config {name.Configuration}/mongod.conf
        # A mongod that is killed while it recovers begins anew.
        {Sandbox.Database(input.Memory)}

        {Sandbox.Service(Sandbox.InternetAndInterfaces)}

        [Install]
        WantedBy=multi-user.target

        """;

    /// <summary>Not enabled: it is for a change of the file. It waits until mongod answers.</summary>
    public static string Run(InstanceName name) => $"""
        [Unit]
        Description=Accounts of {name}
        Requires={name.Service}
        After={name.Service}
        StartLimitIntervalSec=0

        [Service]
        Type=oneshot
        Environment=HOME=/run/deploy/{name}_accounts
        RuntimeDirectory=deploy/{name}_accounts
        ExecStart=/usr/bin/mongosh --nodb --quiet --file {name.Configuration}/accounts.js
        Restart=on-failure
        RestartSec=2
        TimeoutStartSec=60

        """;

    private static MaskedText Account(MongoDbAccount account) => MaskedText.Of(
        $"put({Quoting.Json(account.User)}, {Quoting.Json(account.Password)}, [{List(account.Databases.Select(Role))}], [{"{"} clientSource: [{List(account.From.Select(Source))}] {"}"}]);");

    private static MaskedText Role(string database) => MaskedText.Of($"{"{"} role: 'dbOwner', db: {Quoting.Json(database)} {"}"}");

    private static MaskedText Source(Place host) => Quoting.Json(host.Address.ToString());

    private static MaskedText List(IEnumerable<MaskedText> items) => MaskedText.Concat(items.SelectMany((item, index) => (MaskedText[])[index == 0 ? "" : ", ", item]));
}
