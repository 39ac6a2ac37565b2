using System.Text.Json;
using System.Text.Json.Serialization;
using ServiceDefaults.Messaging.Contracts;

namespace Auth.Events;

/// <summary>Somebody has an account now. Every service may read this: it holds nothing that opens anything.</summary>
/// <param name="Language">Of the person, such as <c>nb</c>; null if the request did not say.</param>
[Event("user.registered")]
internal sealed record UserRegistered(Guid AccountId, string Email, string? Language)
{
    public override string ToString() => "***";
}

/// <summary>The owner is to be sent <paramref name="Link"/>, which proves that the address is theirs.</summary>
[Event("user.confirmation-requested")]
internal sealed record ConfirmationRequested(Guid AccountId, string Email, string? Language, Uri Link, DateTimeOffset ExpiresAt)
{
    public override string ToString() => "***";
}

/// <summary>The owner is to be sent <paramref name="Link"/>, which lets its holder set a password.</summary>
[Event("user.reset-requested")]
internal sealed record ResetRequested(Guid AccountId, string Email, string? Language, Uri Link, DateTimeOffset ExpiresAt)
{
    public override string ToString() => "***";
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(UserRegistered))]
[JsonSerializable(typeof(ConfirmationRequested))]
[JsonSerializable(typeof(ResetRequested))]
internal sealed partial class AuthEvents : JsonSerializerContext;
