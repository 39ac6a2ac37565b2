using Auth.Pruning;
using Microsoft.Extensions.Options;
using ServiceDefaults;

namespace Auth.Lockout;

internal static class LockoutRegistration
{
    public static void AddLockout(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<LockoutOptions>("Lockout")
            .Validate(
                lockout => lockout.FirstWait <= lockout.LongestWait, "Lockout:FirstWait must not be longer than Lockout:LongestWait.")
            .Validate(
                lockout => lockout.LongestWait <= lockout.Window && lockout.LongestWait <= lockout.NetworkWindow,
                "Lockout:LongestWait must not be longer than Lockout:Window or Lockout:NetworkWindow, which end a wait.");
        builder.Services.AddSingleton<CounterIds>();
        builder.Services.AddSingleton<CountersStore>();
        builder.Services.AddSingleton<SignInGuard>();
        builder.Services.AddSingleton(new ExpiredRows("sign_in_counters", "window_ends", KeptFor: TimeSpan.Zero));
        builder.Services.AddSingleton(provider => new ExpiredRows(
            "known_clients", "seen_at", provider.GetRequiredService<IOptions<LockoutOptions>>().Value.KnownClients));
    }
}
