using System.Text.Json;
using System.Text.Json.Serialization;
using ServiceDefaults.Messaging.Contracts;

namespace Email.Accounts;

// What Auth publishes, as far as a mail needs it.

[Event("user.registered")]
internal sealed record UserRegistered(string Email, string? Language)
{
    public override string ToString() => "***";
}

/// <param name="Link">Holds a token, as the one below: whoever has it, confirms the address.</param>
[Event("user.confirmation-requested")]
internal sealed record ConfirmationRequested(string Email, string? Language, Uri Link, DateTimeOffset ExpiresAt)
{
    public override string ToString() => "***";
}

[Event("user.reset-requested")]
internal sealed record ResetRequested(string Email, string? Language, Uri Link, DateTimeOffset ExpiresAt)
{
    public override string ToString() => "***";
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(UserRegistered))]
[JsonSerializable(typeof(ConfirmationRequested))]
[JsonSerializable(typeof(ResetRequested))]
internal sealed partial class AccountEvents : JsonSerializerContext;
