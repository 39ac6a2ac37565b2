using Microsoft.Net.Http.Headers;

namespace Gateway.Answers;

/// <summary>
/// Which answers are the same for everybody, by what the upstream says. Only those are stored or compressed: a
/// compressed answer that holds a secret beside what an attacker chose tells the secret by its length (BREACH).
/// </summary>
internal static class PublicAnswers
{
    /// <summary>A request whose answer may turn out to be public: it says nothing of who asks, and nothing beside its key.</summary>
    public static bool MayFollow(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && request.Headers.Authorization.Count == 0
        && request.Headers.Cookie.Count == 0
        && request.Headers.Upgrade.Count == 0
        && CacheKey.Holds(request);

    /// <summary>The upstream's Cache-Control, if by it the answer is public; null if it is not, or sets a cookie.</summary>
    public static CacheControlHeaderValue? ControlOf(HttpResponse answer) =>
        answer.Headers.SetCookie.Count == 0
        && answer.Headers.CacheControl is { Count: > 0 } text
        && CacheControlHeaderValue.TryParse(text.ToString(), out var control)
        && control is { Public: true, Private: false, NoStore: false }
            ? control
            : null;
}
