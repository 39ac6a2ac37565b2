namespace Email.Templates;

internal static class TemplatesDefaults
{
    // Made here and not when first asked for: a missing text ends the start.
    public static void AddTemplates(this WebApplicationBuilder builder) => builder.Services.AddSingleton(new MailTemplates());
}
