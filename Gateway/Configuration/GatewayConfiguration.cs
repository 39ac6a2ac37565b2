using Microsoft.Extensions.Options;
using ServiceDefaults;

namespace Gateway.Configuration;

internal static class GatewayConfiguration
{
    public static void AddGatewayOptions(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<GatewayOptions>(GatewayFaults.Section);
        builder.Services.AddSingleton<IValidateOptions<GatewayOptions>, GatewayFaults>();
    }

    public static GatewayOptions GatewayOptions(this IServiceProvider services) =>
        services.GetRequiredService<IOptions<GatewayOptions>>().Value;
}
