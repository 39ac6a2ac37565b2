using ServiceDefaults.Messaging;

namespace Auth.Events;

internal static class EventsDefaults
{
    /// <summary>What Auth tells the others, through the outbox in <c>auth-db</c>.</summary>
    public static void AddEvents(this WebApplicationBuilder builder) => builder
        .AddMessaging("messaging", "auth-db")
        .Publishes(AuthEvents.Default.UserRegistered)
        .Publishes(AuthEvents.Default.ConfirmationRequested)
        .Publishes(AuthEvents.Default.ResetRequested);
}
