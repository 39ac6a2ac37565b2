namespace Gateway.Tests.Requests;

internal enum Verdict
{
    /// <summary>It has no one meaning: an error, and nothing whole at the upstream.</summary>
    Refused,

    /// <summary>An error, or forwarded with exactly the stated meaning. The standards leave the choice.</summary>
    RefusedOrServed,

    /// <summary>In order: forwarded with exactly the stated meaning.</summary>
    Served,
}

/// <summary>
/// A request as bytes (Latin-1). <c>{p}</c> stands for a path of this case alone, <c>{h}</c> for the host and port that are asked,
/// <c>{s}</c> for a whole second request that hides in the first.
/// </summary>
/// <param name="Meaning">What the upstream is to see: the request line without the version, a line end, and the body.</param>
/// <param name="Requests">How many requests the bytes honestly are.</param>
internal sealed record RequestCase(string Name, Verdict Verdict, string Bytes, string Meaning = "", int Requests = 1)
{
    /// <summary>Ends the path of the request that hides.</summary>
    public const string Smuggled = "/smuggled";

    private const string Hidden = "GET {p}" + Smuggled + " HTTP/1.1\r\nHost: {h}\r\n\r\n";

    public static RequestCase Refused(string name, string bytes) => new(name, Verdict.Refused, bytes);

    public static RequestCase RefusedOrServed(string name, string bytes, string meaning) => new(name, Verdict.RefusedOrServed, bytes, meaning);

    public static RequestCase Served(string name, string bytes, string meaning, int requests = 1) =>
        new(name, Verdict.Served, bytes, meaning, requests);

    /// <param name="headers">Each with its line end.</param>
    public static string Get(string headers) => "GET {p} HTTP/1.1\r\nHost: {h}\r\n" + headers + "\r\n";

    /// <inheritdoc cref="Get"/>
    public static string Post(string headers, string body) => "POST {p} HTTP/1.1\r\nHost: {h}\r\n" + headers + "\r\n" + body;

    public static string Chunked(string body) => Post("Transfer-Encoding: chunked\r\n", body);

    public static string Fill(string text, string path, string host) => text
        .Replace("{s}", Hidden, StringComparison.Ordinal)
        .Replace("{p}", path, StringComparison.Ordinal)
        .Replace("{h}", host, StringComparison.Ordinal);

    public override string ToString() => Name;
}
