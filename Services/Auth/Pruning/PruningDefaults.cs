using ServiceDefaults;

namespace Auth.Pruning;

internal static class PruningDefaults
{
    public static void AddPruning(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<PruningOptions>("Pruning");
        builder.Services.AddHostedService<PruningService>();
    }
}
