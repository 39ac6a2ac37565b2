namespace Email.Templates;

/// <summary>All templates, in all languages: files of <c>Texts/</c>, read at the start.</summary>
internal sealed class MailTemplates
{
    /// <summary>
    /// What the open queue may ask for. The others bring links that people trust, and only Auth has those to give.
    /// </summary>
    public static readonly IReadOnlyList<string> Open = ["notice", "welcome"];

    private static readonly string[] Names = ["confirm", "notice", "reset", "welcome"];
    private static readonly string[] Languages = [MailLanguage.English, MailLanguage.Norwegian];

    private readonly Dictionary<(string Name, string Language), MailTemplate> _templates = (
        from name in Names
        from language in Languages
        select (Key: (name, language), Template: Read(name, language))).ToDictionary(pair => pair.Key, pair => pair.Template);

    public MailTemplate this[string name, string language] => _templates[(name, language)];

    /// <summary>The text's first line is the subject, then comes an empty one.</summary>
    private static MailTemplate Read(string name, string language)
    {
        var lines = Resource($"{name}.{language}.txt").Split('\n', 3);
        return lines is [var subject, "", var text]
            ? new(subject, text, Resource($"{name}.{language}.html"))
            : throw new InvalidOperationException($"The template {name}.{language}.txt must begin with a subject and an empty line.");
    }

    private static string Resource(string name)
    {
        using var stream = typeof(MailTemplates).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"There is no template {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
