using ServiceDefaults;

namespace Auth.Passwords;

internal static class PasswordDefaults
{
    public static void AddPasswords(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<PasswordOptions>("Passwords");
        builder.Services.AddSingleton<HashingThreads>();
        builder.Services.AddSingleton<PasswordHasher>();
    }
}
