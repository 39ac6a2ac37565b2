namespace Email.Templates;

/// <summary>The languages that templates exist in.</summary>
internal static class MailLanguage
{
    public const string English = "en";
    public const string Norwegian = "nb";

    /// <param name="tag">Such as <c>nb-NO</c>. Norwegians of either written form (and those who just say <c>no</c>) get bokmål.</param>
    public static string From(string? tag) =>
        tag?.Split('-')[0].ToLowerInvariant() is "nb" or "no" or "nn" ? Norwegian : English;
}
