using System.Security.Cryptography;
using System.Text;
using Deploy.Rendering;
using Deploy.Secrets;

namespace Deploy.Recipes.RabbitMQ;

/// <summary>The broker's definitions, in two files: policies, which hold no secret, and users.</summary>
internal static class RabbitMqDefinitions
{
    /// <summary>
    /// For queues that nobody has put a policy on, also those of programs outside .NET: what a consumer rejects comes back more and more
    /// slowly, and is parked after ten times in <c>others.dead</c>. Needs RabbitMQ 4.3. A service's own policy is of a higher priority.
    /// </summary>
    public const string Policies = """
        {
          "vhosts": [{ "name": "/", "default_queue_type": "quorum" }],
          "exchanges": [{ "vhost": "/", "name": "dead", "type": "fanout", "durable": true, "auto_delete": false, "internal": false, "arguments": {} }],
          "queues": [{ "vhost": "/", "name": "others.dead", "durable": true, "auto_delete": false, "arguments": { "x-queue-type": "quorum" } }],
          "bindings": [{ "vhost": "/", "source": "dead", "destination": "others.dead", "destination_type": "queue", "routing_key": "", "arguments": {} }],
          "policies": [
            {
              "vhost": "/",
              "name": "work",
              "pattern": "^(?!.*\\.dead$).*",
              "apply-to": "quorum_queues",
              "priority": 0,
              "definition": {
                "delivery-limit": 10,
                "delayed-retry-type": "failed",
                "delayed-retry-min": 1000,
                "delayed-retry-max": 60000,
                "dead-letter-exchange": "dead",
                "dead-letter-strategy": "at-least-once",
                "overflow": "reject-publish",
                "max-length": 1000000
              }
            }
          ]
        }

        """;

    public static MaskedText Users(RabbitMqInput input) => MaskedText.Of($$"""
        {
          "users": [{{Items(input.Users.Select(User(input)))}}],
          "permissions": [{{Items(input.Users.Select(Permissions))}}]
        }

        """);

    private static Func<RabbitMqUser, MaskedText> User(RabbitMqInput input) => user => MaskedText.Of($$"""
        { "name": {{Quoting.Json(user.Name)}}, "password_hash": "{{Hash(input.Name, user)}}", "hashing_algorithm": "rabbit_password_hashing_sha256", "tags": [{{(user.Policymaker ? "\"policymaker\"" : "")}}] }
        """);

    private static MaskedText Permissions(RabbitMqUser user) => MaskedText.Of($$"""
        { "user": {{Quoting.Json(user.Name)}}, "vhost": "/", "configure": {{Quoting.Json(user.Permissions.Configure)}}, "write": {{Quoting.Json(user.Permissions.Write)}}, "read": {{Quoting.Json(user.Permissions.Read)}} }
        """);

    private static MaskedText Items(IEnumerable<MaskedText> items)
    {
        var all = items.ToList();
        return MaskedText.Concat(all.Select((item, index) => "\n    " + item + (index < all.Count - 1 ? "," : "\n  ")));
    }

    /// <summary>
    /// RabbitMQ's form: Base64 of four bytes of salt and the SHA-256 of salt and password. The salt follows from what is hashed, so that
    /// the same password is the same text each time; it is another one in each broker and for each user.
    /// </summary>
    private static Secret Hash(string resource, RabbitMqUser user)
    {
        var password = Encoding.UTF8.GetBytes(user.Password.Reveal());
        Span<byte> hash = stackalloc byte[4 + SHA256.HashSizeInBytes];
        HMACSHA256.HashData(password, Encoding.UTF8.GetBytes($"{resource}\0{user.Name}")).AsSpan(0, 4).CopyTo(hash);
        SHA256.HashData([.. hash[..4], .. password], hash[4..]);
        return new Secret(Convert.ToBase64String(hash));
    }
}
