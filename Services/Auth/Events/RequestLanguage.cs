using Microsoft.Net.Http.Headers;

namespace Auth.Events;

internal static class RequestLanguage
{
    // BCP 47: subtags of 1 to 8 letters and digits. What is longer than any real tag is not passed on.
    private const int MaxLength = 35;

    /// <summary>The language that the client likes best (<c>Accept-Language</c>), as it says it; null if it says none.</summary>
    public static string? Language(this HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().AcceptLanguage;
        return accepted.Where(IsTag).OrderByDescending(language => language.Quality ?? 1).Select(language => language.Value.Value).FirstOrDefault();
    }

    private static bool IsTag(StringWithQualityHeaderValue language) =>
        language is { Value: { Length: > 0 and <= MaxLength } tag, Quality: not 0 }
        && tag.Value!.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
