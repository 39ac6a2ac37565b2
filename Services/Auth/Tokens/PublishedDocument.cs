using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Auth.Tokens;

/// <summary>A JSON document as its bytes, which anybody may cache. Whoever has it already gets 304.</summary>
internal sealed class PublishedDocument
{
    public static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(5);

    private static readonly string CacheControl = $"public, max-age={MaxAge.TotalSeconds:0}";

    private readonly byte[] _json;
    private readonly EntityTagHeaderValue _tag;

    /// <param name="content">Its property names are written as they stand.</param>
    public PublishedDocument(object content)
    {
        _json = JsonSerializer.SerializeToUtf8Bytes(content);
        _tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(_json).AsSpan(0, 16))}\"");
    }

    public FileContentHttpResult Answer(HttpResponse response)
    {
        response.Headers.CacheControl = CacheControl;
        return TypedResults.Bytes(_json, "application/json", entityTag: _tag);
    }
}
