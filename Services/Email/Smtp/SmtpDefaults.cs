using ServiceDefaults;

namespace Email.Smtp;

internal static class SmtpDefaults
{
    /// <summary>A wrong connection string ends the start.</summary>
    public static void AddSmtp(this WebApplicationBuilder builder, string connection)
    {
        var text = builder.Configuration.GetConnectionString(connection);
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new InvalidOperationException($"There is no connection string '{connection}'. Set ConnectionStrings:{connection} (in the app host: WithReference).");
        }

        try
        {
            builder.Services.AddSingleton(SmtpAddress.Parse(text));
        }
        catch (FormatException exception)
        {
            throw new InvalidOperationException($"The connection string '{connection}' is wrong. {exception.Message}", exception);
        }

        builder.AddValidatedOptions<SmtpOptions>("Smtp");
        builder.Services.AddSingleton<SmtpPool>();
        builder.Services.AddSingleton<SmtpSender>();
    }
}
