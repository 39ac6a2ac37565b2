using System.Globalization;
using System.Text;

namespace Benchmarks;

/// <summary>Writes the manifest and the hosts.yaml of a deployment as large as is asked for.</summary>
internal static class LargeDeployment
{
    private const int Databases = 50;
    private const int ReferencesPerProject = 20;

    /// <param name="resources">Fifty of them databases, the others projects with twenty references each, one of these to a database.</param>
    public static string Manifest(int resources)
    {
        var text = new StringBuilder("{ \"resources\": {\n");
        for (var database = 0; database < Databases; database++)
        {
            text.Append(CultureInfo.InvariantCulture, $$$"""
                "db-{{{database}}}": {
                  "type": "container.v0", "image": "docker.io/library/mysql:9.7",
                  "connectionString": "Server={db-{{{database}}}.bindings.tcp.host};Port={db-{{{database}}}.bindings.tcp.port};User ID=root;Password={db-{{{database}}}-password.value}",
                  "env": { "MYSQL_ROOT_PASSWORD": "{db-{{{database}}}-password.value}" },
                  "bindings": { "tcp": { "scheme": "tcp", "protocol": "tcp", "transport": "tcp", "targetPort": 3306 } }
                },
                "db-{{{database}}}-password": {
                  "type": "parameter.v0", "value": "{db-{{{database}}}-password.inputs.value}",
                  "inputs": { "value": { "type": "string", "secret": true, "default": { "generate": { "minLength": 22 } } } }
                },

                """);
        }

        var projects = resources - Databases;
        for (var project = 0; project < projects; project++)
        {
            var others = Enumerable.Range(1, ReferencesPerProject - 1).Select(step => (project + (step * step)) % projects).Distinct().Where(other => other != project);
            var references = string.Concat(others.Select(other => FormattableString.Invariant($",\n    \"services__api-{other}__http__0\": \"{{api-{other}.bindings.http.url}}\"")));
            text.Append(CultureInfo.InvariantCulture, $$$"""
                "api-{{{project}}}": {
                  "type": "project.v0", "path": "Api{{{project}}}/Api{{{project}}}.csproj",
                  "env": {
                    "HTTP_PORTS": "{api-{{{project}}}.bindings.http.targetPort}",
                    "ConnectionStrings__db": "{db-{{{project % Databases}}}.connectionString};Database=shop"{{{references}}}
                  },
                  "bindings": { "http": { "scheme": "http", "protocol": "tcp", "transport": "http" } }
                }{{{(project + 1 < projects ? "," : "")}}}

                """);
        }

        return text.Append("} }\n").ToString();
    }

    /// <summary>Each project on three hosts that a label chooses, each database with a replica.</summary>
    public static string Hosts(int hosts)
    {
        var text = new StringBuilder("deployment: large\nsuite: sid\nhosts:\n");
        for (var host = 0; host < hosts; host++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  h{host}: {{ ssh: root@203.0.{host / 250}.{host % 250}, private: 10.0.{host / 250}.{host % 250}, site: osl, country: NO, labels: [web] }}\n");
        }

        text.Append("defaults: { health: /health, on: { label: web, count: 3 } }\ntelemetry: { on: h0 }\nresources:\n");
        for (var database = 0; database < Databases; database++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  db-{database}: {{ primary: h{database % hosts}, replicas: [h{(database + 1) % hosts}] }}\n");
        }

        return text.ToString();
    }
}
